/* Fuzz target: random edits of any bytes that are YAML we accept. What an edit gives must read back
 * as what was meant, undo must give the same bytes, and no comment may get lost. Which edits are
 * tried follows from the bytes. */
#include "../tools/random_edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dice_of_edits dice = {size};
	struct edits_tally tally = {0};
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < size; i++)
		dice.state = (dice.state ^ data[i]) * 1099511628211u;
	buf_add(&text, data, size);
	for (int i = 0; i < 3; i++) {
		struct buf next = BUF_INIT;
		if (!random_edit(&dice, text.data, text.len, false, &next, &tally))
			abort();
		if (!next.len) {
			buf_release(&next);
			break;
		}
		buf_release(&text);
		text = next;
	}
	buf_release(&text);
	return 0;
}
