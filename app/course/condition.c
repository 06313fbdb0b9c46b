/* Conditions of a practice: parsed once into reverse polish, then evaluated without memory.
 *
 * Precedence, from weak to strong: or, and, not, one comparison. There is no arithmetic, so a
 * condition can say nothing that the variables do not. */
#include "base/i18n.h"
#include "course/practice.h"

#include <stdlib.h>
#include <string.h>

/* More than anybody can read; the stack of condition_true() is as high at most. */
#define ITEMS_MAX 64
#define DEPTH_MAX 16
#define DIGITS_MAX 9

enum token { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

const char *const condition_unknown = N_("Không có biến nào mang tên này.");

struct parser {
	const char *text;
	const char *const *names;
	size_t name_count;
	enum token token;
	size_t at, len; /* of the token */
	struct op_item items[ITEMS_MAX];
	size_t count;
	int depth;
	const char *fault; /* the first one; NULL while all is well */
	size_t fault_at;
};

/* ── words and signs ─────────────────────────────────────────────────────────────────────── */

static bool fail(struct parser *p, const char *message)
{
	if (!p->fault) {
		p->fault = message;
		p->fault_at = p->at;
	}
	return false;
}

/* Letters with marks too, so that a message speaks of a whole word. */
static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || ((unsigned char)c & 0x80);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t sign_length(const char *s)
{
	bool pair = s[1] == '=' || (s[1] == s[0] && strchr("&|=", s[0])) ||
		    (s[0] == '<' && s[1] == '>') || (s[0] == '=' && strchr("<>", s[1]));
	return s[1] && pair ? 2 : 1;
}

static void next(struct parser *p)
{
	p->at += p->len;
	p->at += strspn(p->text + p->at, " \t\n");
	const char *s = p->text + p->at;
	p->len = 0;
	if (!*s) {
		p->token = TOKEN_END;
	} else if (is_digit(*s) || (*s == '-' && is_digit(s[1]))) {
		p->token = TOKEN_NUMBER;
		p->len = 1 + strspn(s + 1, "0123456789");
	} else if (in_word(*s)) {
		p->token = TOKEN_WORD;
		while (in_word(s[p->len]))
			p->len++;
	} else {
		p->token = TOKEN_SIGN;
		p->len = sign_length(s);
	}
}

static bool is(const struct parser *p, const char *token)
{
	return p->token != TOKEN_END && strlen(token) == p->len &&
	       !memcmp(p->text + p->at, token, p->len);
}

static bool accept(struct parser *p, const char *token)
{
	if (!is(p, token))
		return false;
	next(p);
	return true;
}

/* What people write who know another way of writing conditions. */
static const struct {
	const char *token, *message;
} slips[] = {
	{"=", N_("So sánh bằng viết hai dấu: ==.")},
	{"<>", N_("So sánh khác viết là !=.")},
	{"=>", N_("Lớn hơn hoặc bằng viết là >=.")},
	{"=<", N_("Nhỏ hơn hoặc bằng viết là <=.")},
	{"≠", N_("So sánh khác viết là !=.")},
	{"≥", N_("Lớn hơn hoặc bằng viết là >=.")},
	{"≤", N_("Nhỏ hơn hoặc bằng viết là <=.")},
	{"&", N_("Viết \"and\" cho nghĩa \"và\".")},
	{"&&", N_("Viết \"and\" cho nghĩa \"và\".")},
	{"và", N_("Viết \"and\" cho nghĩa \"và\".")},
	{"AND", N_("Viết \"and\" bằng chữ thường.")},
	{"|", N_("Viết \"or\" cho nghĩa \"hoặc\".")},
	{"||", N_("Viết \"or\" cho nghĩa \"hoặc\".")},
	{"hoặc", N_("Viết \"or\" cho nghĩa \"hoặc\".")},
	{"OR", N_("Viết \"or\" bằng chữ thường.")},
	{"!", N_("Viết \"not\" cho nghĩa \"không\".")},
	{"không", N_("Viết \"not\" cho nghĩa \"không\".")},
	{"NOT", N_("Viết \"not\" bằng chữ thường.")},
	{"True", N_("Viết \"true\" bằng chữ thường.")},
	{"False", N_("Viết \"false\" bằng chữ thường.")},
	{".", N_("Số viết liền, không chấm phẩy ở giữa: 3000000.")},
	{",", N_("Số viết liền, không chấm phẩy ở giữa: 3000000.")},
	{"+", N_("Điều kiện chỉ so sánh, không làm tính.")},
	{"-", N_("Điều kiện chỉ so sánh, không làm tính.")},
	{"*", N_("Điều kiện chỉ so sánh, không làm tính.")},
	{"/", N_("Điều kiện chỉ so sánh, không làm tính.")},
};

/* Says what is wrong with the token in hand; `otherwise` where it is no usual slip. */
static bool fail_here(struct parser *p, const char *otherwise)
{
	if (p->token == TOKEN_NUMBER && p->text[p->at] == '-')
		return fail(p, N_("Điều kiện chỉ so sánh, không làm tính."));
	for (size_t i = 0; i < ARRAY_LEN(slips); i++)
		if (is(p, slips[i].token))
			return fail(p, slips[i].message);
	return fail(p, otherwise);
}

/* ── the grammar ─────────────────────────────────────────────────────────────────────────── */

static bool emit(struct parser *p, enum op op, int value)
{
	if (p->count == ITEMS_MAX)
		return fail(p, N_("Điều kiện này dài quá. Hãy dùng thêm một biến."));
	p->items[p->count++] = (struct op_item){.op = (uint8_t)op, .value = value};
	return true;
}

static bool parse_or(struct parser *p);

static bool parse_number(struct parser *p)
{
	const char *s = p->text + p->at;
	size_t digits = p->len - (*s == '-');

	if (digits > DIGITS_MAX)
		return fail(p, N_("Số này lớn quá: nhiều nhất là 9 chữ số."));
	if (!emit(p, OP_NUMBER, (int)strtol(s, NULL, 10)))
		return false;
	next(p);
	return true;
}

static bool parse_name(struct parser *p)
{
	static const char *const words[] = {"and", "or", "not"};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (is(p, words[i]))
			return fail(p, N_("Chỗ này phải là tên biến hay con số."));
	for (size_t i = 0; i < p->name_count; i++)
		if (is(p, p->names[i])) {
			next(p);
			return emit(p, OP_VAR, (int)i);
		}
	if (accept(p, "balance"))
		return emit(p, OP_VAR, CONDITION_BALANCE);
	return fail_here(p, condition_unknown);
}

static bool parse_primary(struct parser *p)
{
	if (p->token == TOKEN_END)
		return fail(p, N_("Điều kiện dừng giữa chừng: còn thiếu một vế."));
	if (p->token == TOKEN_NUMBER)
		return parse_number(p);
	if (accept(p, "true"))
		return emit(p, OP_NUMBER, 1);
	if (accept(p, "false"))
		return emit(p, OP_NUMBER, 0);
	if (p->token == TOKEN_WORD)
		return parse_name(p);
	if (!accept(p, "("))
		return fail_here(p, N_("Chỗ này phải là tên biến hay con số."));
	if (!parse_or(p))
		return false;
	if (!accept(p, ")"))
		return fail_here(p, p->token == TOKEN_END
					    ? N_("Thiếu dấu đóng ngoặc ).")
					    : N_("Chỗ này thiếu and, or hoặc một dấu so "
						 "sánh."));
	return true;
}

static int comparison(const struct parser *p)
{
	static const struct {
		const char *sign;
		enum op op;
	} signs[] = {{"==", OP_EQ}, {"!=", OP_NE}, {"<", OP_LT},
		     {"<=", OP_LE}, {">", OP_GT},  {">=", OP_GE}};

	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		if (is(p, signs[i].sign))
			return signs[i].op;
	return -1;
}

static bool parse_comparison(struct parser *p)
{
	if (!parse_primary(p))
		return false;
	int op = comparison(p);
	if (op < 0)
		return true;
	next(p);
	if (!parse_primary(p) || !emit(p, (enum op)op, 0))
		return false;
	if (comparison(p) >= 0)
		return fail(p, N_("Mỗi lần chỉ so sánh hai vế; nối hai so sánh bằng "
				  "and."));
	return true;
}

static bool parse_not(struct parser *p)
{
	bool negated = false;

	while (accept(p, "not"))
		negated = !negated;
	return parse_comparison(p) && (!negated || emit(p, OP_NOT, 0));
}

static bool parse_and(struct parser *p)
{
	if (!parse_not(p))
		return false;
	while (accept(p, "and"))
		if (!parse_not(p) || !emit(p, OP_AND, 0))
			return false;
	return true;
}

static bool parse_or(struct parser *p)
{
	if (++p->depth > DEPTH_MAX)
		return fail(p, N_("Nhiều ngoặc lồng nhau quá."));
	if (!parse_and(p))
		return false;
	while (accept(p, "or"))
		if (!parse_and(p) || !emit(p, OP_OR, 0))
			return false;
	p->depth--;
	return true;
}

bool condition_parse(struct condition *out, struct arena *arena, const char *text,
		     const char *const *names, size_t name_count, size_t *at,
		     const char **message)
{
	struct parser p = {.text = text, .names = names, .name_count = name_count};

	*out = (struct condition){.text = arena_strdup(arena, text)};
	next(&p);
	if (p.token == TOKEN_END)
		fail(&p, N_("Điều kiện để trống."));
	else if (parse_or(&p) && p.token != TOKEN_END)
		fail_here(&p, is(&p, ")") ? N_("Dấu ) này không có dấu ( đi trước.")
					  : N_("Chỗ này thiếu and, or hoặc một dấu so "
					       "sánh."));
	if (p.fault) {
		*at = p.fault_at;
		*message = p.fault;
		return false;
	}
	out->items = arena_array(arena, p.count, sizeof(*out->items));
	memcpy(out->items, p.items, p.count * sizeof(*out->items));
	out->count = p.count;
	return true;
}

/* ── the value ───────────────────────────────────────────────────────────────────────────── */

static int operand(const struct op_item *item, const struct practice_state *state)
{
	if (item->op == OP_NUMBER)
		return item->value;
	return item->value == CONDITION_BALANCE ? state->balance
						: state->vars[item->value];
}

static int compute(uint8_t op, int a, int b)
{
	switch (op) {
	case OP_AND:
		return a && b;
	case OP_OR:
		return a || b;
	case OP_EQ:
		return a == b;
	case OP_NE:
		return a != b;
	case OP_LT:
		return a < b;
	case OP_LE:
		return a <= b;
	case OP_GT:
		return a > b;
	default:
		return a >= b;
	}
}

bool condition_true(const struct condition *condition, const struct practice_state *state)
{
	int stack[ITEMS_MAX];
	size_t top = 0;

	for (size_t i = 0; i < condition->count; i++) {
		const struct op_item *item = &condition->items[i];
		if (item->op == OP_NUMBER || item->op == OP_VAR) {
			stack[top++] = operand(item, state);
		} else if (item->op == OP_NOT) {
			stack[top - 1] = !stack[top - 1];
		} else {
			top--;
			stack[top - 1] = compute(item->op, stack[top - 1], stack[top]);
		}
	}
	return !condition->count || stack[0];
}

void condition_polish(const struct condition *condition, const char *const *names,
		      struct buf *out)
{
	static const char *const signs[] = {
		[OP_NOT] = "not", [OP_AND] = "and", [OP_OR] = "or",
		[OP_EQ] = "==",   [OP_NE] = "!=",   [OP_LT] = "<",
		[OP_LE] = "<=",   [OP_GT] = ">",    [OP_GE] = ">=",
	};

	for (size_t i = 0; i < condition->count; i++) {
		const struct op_item *item = &condition->items[i];
		buf_adds(out, i ? " " : "");
		if (item->op == OP_NUMBER)
			buf_printf(out, "%d", item->value);
		else if (item->op == OP_VAR)
			buf_adds(out, item->value == CONDITION_BALANCE
					      ? "balance"
					      : names[item->value]);
		else
			buf_adds(out, signs[item->op]);
	}
}
