/* Fuzz target: any bytes as the lines that kynangso-pdf reads. Reading comes to an end, a
 * fault names itself, and what is read is written again as something that reads the same.
 */
#include "report/wire.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_again(const char *text, size_t n, struct buf *out)
{
	struct table table = {0};
	struct letterhead letterhead;
	struct err err = {0};
	if (wire_read(text, n, &table, &letterhead, &err))
		wire_write(&table, &letterhead, out);
	else if (err.kind != ERR_DATA || !utf8_valid(err.text, strlen(err.text), NULL))
		abort();
	table_release(&table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	write_again((const char *)data, size, &once);
	if (once.len) {
		write_again(once.data, once.len, &twice);
		if (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0)
			abort();
	}
	buf_release(&once);
	buf_release(&twice);
	return 0;
}
