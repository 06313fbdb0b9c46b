# Is this SARIF 2.1.0 (OASIS, 27 March 2020), as far as we use it? Prints what is wrong, a line each;
# with jq -r. Each object may hold only what the schema names, and must hold what it requires.
def only($keys): (keys - $keys)[] | "unknown: \(.)";
def text($at): if (.text | type) != "string" or .text == "" then "\($at): no text" else empty end,
	only(["text"]);
def region($at):
	only(["startLine", "startColumn", "snippet"]),
	(if (.startLine | type) != "number" or .startLine < 1 then "\($at): startLine" else empty end),
	(if has("startColumn") and (.startColumn | . < 1 or . != floor) then "\($at): startColumn" else empty end),
	(.snippet // empty | text("\($at): snippet"));
def location($at):
	only(["physicalLocation"]),
	(.physicalLocation
		| only(["artifactLocation", "region"]),
		(.artifactLocation | only(["uri"]),
			if .uri | test("^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$") then empty
			else "\($at): no URI reference: \(.uri)" end),
		(.region // empty | region($at)));
def mend($at):
	only(["description", "artifactChanges"]),
	(.description | text("\($at): description")),
	(.artifactChanges[]
		| only(["artifactLocation", "replacements"]),
		(.artifactLocation | only(["uri"])),
		(.replacements[]
			| only(["deletedRegion", "insertedContent"]),
			(.deletedRegion | region("\($at): deletedRegion")),
			(.insertedContent | text("\($at): insertedContent"))));
def result($rules; $at):
	only(["ruleId", "ruleIndex", "level", "message", "locations", "fixes"]),
	(.fixes[]? | mend($at)),
	(if .level | IN("none", "note", "warning", "error") then empty else "\($at): level" end),
	(if $rules[.ruleIndex].id == .ruleId then empty else "\($at): ruleIndex" end),
	(.message | text($at)),
	(.locations[] | location($at));
def rule:
	only(["id", "shortDescription", "defaultConfiguration"]),
	(if .id | test("^[EWA][0-9]{2}$") then empty else "id: \(.id)" end),
	(.shortDescription | text("rule")),
	(.defaultConfiguration | only(["level"]));
only(["$schema", "version", "runs"]),
(if .version == "2.1.0" then empty else "version" end),
(if .runs | length == 1 then empty else "runs" end),
(.runs[]
	| only(["tool", "columnKind", "results"]),
	(if .columnKind == "unicodeCodePoints" then empty else "columnKind" end),
	(.tool | only(["driver"])),
	(.tool.driver
		| only(["name", "version", "rules"]),
		(if .name == "kynangso" then empty else "name" end),
		(.rules[] | rule),
		(if (.rules | length) == (.rules | unique_by(.id) | length) then empty else "rules: twice" end)),
	(.tool.driver.rules as $rules | .results | to_entries[] | .key as $i | .value | result($rules; "result \($i)")))
