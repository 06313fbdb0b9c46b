/* All unit tests of app/pdf. */
#include "pdf/draw.h"

int test_draw(void);

int main(void)
{
	int failed = test_draw();
	draw_end();
	return failed;
}
