"""JSON Schemas and checker must agree (see check-schemas.sh).

	check_schemas.py SCHEMAS MODE FILE...	MODE: good (each must pass) or bad (each has its .expect)

Of a bad file, every finding that the shape alone shows (E05, E06, E07, E10) must be an error of the schema,
too, on the same line; and a file that has none of them, nor is no YAML, must pass. What a schema cannot
know is named below, with the reason.
"""

import json
import os
import re
import sys

import jsonschema
import yaml

SHAPE = {"E05", "E06", "E07", "E10"}
NO_YAML = {"E01", "E02", "E03", "E04"}

# Findings of the shape that no schema can express: file, then codes, with the reason.
BEYOND = {
	# The grammar of conditions, and variables by their names.
	"e06-condition": {"E06"}, "e06-condition-and": {"E06"}, "e06-condition-not": {"E06"},
	"e06-condition-open": {"E06"}, "e06-set-flag": {"E06"},
	# What is there to be paid from stands elsewhere.
	"e06-pay-all": {"E06"},
	# Marks inside a text; days of the calendar; rows that must follow on each other.
	"e06-mark-not-closed": {"E06"}, "e10-mark-twice": {"E10"}, "e06-no-such-day": {"E06"},
	"e06-region-hole": {"E06"},
	# One id twice in a list of mappings: draft-07 compares whole items only.
	"e10-goal-twice": {"E10"}, "e10-option-twice": {"E10"}, "e10-step-twice": {"E10"},
	"e10-ward": {"E10"},
	# What is retired does not count: draft-07 counts no items of a kind.
	"e07-all-retired": {"E07"},
	# Ids of other files, and of ids.lock.
	"e10-former-again": {"E10"}, "e10-module-renamed": {"E10"}, "e10-other-file": {"E10"},
	"e10-other-kind": {"E10"}, "e10-question-elsewhere": {"E10"}, "e10-question-gone": {"E10"},
	"e10-retired-again": {"E10"}, "e10-skill-renamed": {"E10"}, "e10-step-gone": {"E10"},
	"e10-step-renamed": {"E10"},
}


class Loader(yaml.CSafeLoader):
	"""libyaml, as the program; scalars as YAML 1.2 types them, which is what editors do: no dates, no sexagesimals, no "no"."""

	yaml_implicit_resolvers = {}


def resolve(tag, pattern, first):
	Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))


resolve("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF")
resolve("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""])
resolve("int", r"^[-+]?[0-9]+$", "-+0123456789")
resolve("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789")
# Not as YAML 1.1 has it, where 010 is eight.
Loader.add_constructor("tag:yaml.org,2002:int", lambda l, n: int(n.value))
Loader.add_constructor("tag:yaml.org,2002:float", lambda l, n: float(n.value))


def value_of(node):
	"""The value of a node, and for each path the node and the lines of its keys."""
	if isinstance(node, yaml.MappingNode):
		return {str(k.value): value_of(v) for k, v in node.value}
	if isinstance(node, yaml.SequenceNode):
		return [value_of(v) for v in node.value]
	loader = Loader("")
	return loader.construct_object(node)


def child(node, step):
	if isinstance(node, yaml.MappingNode):
		for key, value in node.value:
			if key.value == step:
				return key, value
		return None, None
	if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
		return None, node.value[step]
	return None, None


def lines_of(root, error):
	"""Where an error stands: the line of the value, of its key, and of keys that should not be there."""
	node, key = root, None
	for step in error.absolute_path:
		key, node = child(node, step)
		if node is None:
			return set()
	last = node.end_mark.line if isinstance(node, yaml.ScalarNode) else node.start_mark.line
	lines = set(range(node.start_mark.line + 1, last + 2))
	if key is not None:
		lines.add(key.start_mark.line + 1)
	if isinstance(node, yaml.MappingNode) and error.validator in (
		"additionalProperties", "oneOf", "dependencies"
	):
		known = error.schema.get("properties", {})
		for name, _ in node.value:
			if error.validator != "additionalProperties" or name.value not in known:
				lines.add(name.start_mark.line + 1)
	if isinstance(node, yaml.MappingNode) and "propertyNames" in error.absolute_schema_path:
		lines.update(k.start_mark.line + 1 for k, _ in node.value if k.value == error.instance)
	if isinstance(node, yaml.SequenceNode) and error.validator == "uniqueItems":
		lines.update(item.start_mark.line + 1 for item in node.value)
	return lines


def all_errors(errors):
	for error in errors:
		yield error
		yield from all_errors(error.context or [])


class Checker:
	def __init__(self, folder):
		self.validators = {}
		for name in sorted(os.listdir(folder)):
			with open(os.path.join(folder, name), encoding="utf-8") as file:
				schema = json.load(file)
			jsonschema.Draft7Validator.check_schema(schema)
			self.validators[name.removesuffix(".json")] = jsonschema.Draft7Validator(schema)

	def errors(self, path):
		"""What the schema of its kind says, and the tree; None where it is no YAML or of no kind."""
		with open(path, encoding="utf-8", errors="replace") as file:
			text = file.read()
		try:
			root = yaml.compose(text, Loader=Loader)
		except (yaml.YAMLError, ValueError):
			return None, None
		value = value_of(root) if root is not None else None
		kind = value.get("kind") if isinstance(value, dict) else None
		if not isinstance(kind, str) or kind not in self.validators:
			return None, None
		return root, list(self.validators[kind].iter_errors(value))


def expected(path):
	"""[(line, code)] of the neighbour."""
	found = []
	with open(path[:-len("yaml")] + "expect", encoding="utf-8") as file:
		for line in file:
			# "x.yaml:4:1: E05 = title: ...", or "x.yaml: E07" of a whole file
			match = re.match(r"[^ :]+(?::(\d+):\d+)?: ([EWA]\d\d)( |$)", line)
			if match:
				found.append((int(match[1] or 0), match[2]))
	return found


def words(error):
	path = "/".join(str(step) for step in error.absolute_path)
	return f"{path}: {error.message[:160]}"


def judge_good(checker, path):
	root, errors = checker.errors(path)
	if root is None:
		return [f"{path}: no YAML of a known kind"]
	return [f"{path}: refused by the schema: {words(e)}" for e in errors]


def judge_bad(checker, path):
	wanted = expected(path)
	codes = {code for _, code in wanted}
	name = os.path.basename(path)[:-len(".yaml")]
	if codes & NO_YAML:
		return []
	root, errors = checker.errors(path)
	if root is None:
		# Empty, or of a kind that there is not: then the shape is what is wrong.
		return [] if codes & SHAPE else [f"{path}: no YAML of a known kind"]
	if not codes & SHAPE:
		return [f"{path}: has {sorted(codes)} only, refused by the schema: {words(e)}" for e in errors]
	told = set()
	for error in all_errors(errors):
		told |= lines_of(root, error)
	missed = [
		(line, code) for line, code in wanted
		if code in SHAPE and line not in told and code not in BEYOND.get(name, ())
	]
	problems = [f"{path}:{line}: {code} is no error of the schema" for line, code in missed]
	if name in BEYOND and all(line in told for line, code in wanted if code in BEYOND[name]):
		problems.append(f"{path}: the schema does tell of it: strike it from BEYOND")
	return problems


def main():
	checker = Checker(sys.argv[1])
	judge = {"good": judge_good, "bad": judge_bad}[sys.argv[2]]
	problems = [problem for path in sys.argv[3:] for problem in judge(checker, path)]
	print("\n".join(problems), end="\n" if problems else "")
	return 1 if problems else 0


if __name__ == "__main__":
	sys.exit(main())
