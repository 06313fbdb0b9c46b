/* Runs a fuzz target without libFuzzer, the same way each time:
 *
 *	driver [-n ROUNDS] [-s SEED] FILE…
 *
 * Each round takes one of the files and changes it a few times: bytes flipped, parts cut, doubled
 * or taken from another file, and words thrown in that mean something to parsers. Round and seed
 * of a crash are on stderr, and the input in crash.bin of the current folder.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define INPUT_BYTES (300 * 1024)

struct bytes {
	uint8_t *data;
	size_t size;
};

static struct bytes *files;
static size_t file_count;
static uint8_t input[INPUT_BYTES];
static size_t input_size;
static uint64_t state;
static unsigned long rounds_done;

static const char *const words[] = {
	"\n",
	" ",
	"  ",
	"- ",
	": ",
	":",
	"\"",
	"'",
	"{",
	"}",
	"[",
	"]",
	", ",
	"# ",
	"|\n",
	">-\n",
	"&a ",
	"*a",
	"!!x ",
	"%",
	"---\n",
	"...\n",
	"\t",
	"\r\n",
	"\\u202e",
	"\\x1b",
	"\\\n",
	"\xff",
	"\xc3",
	"\xe2\x80\xae",
	"\xcc\x81",
	"\xef\xbb\xbf",
	"{ban}",
	"{fact.x}",
	"[[a|b]]",
	"true",
	"0",
	"-1",
	"99999999999",
	"80%",
	"7d",
	"? ",
	"@",
	"`",
	"id: ",
	"type: spot\n",
	"kind: quiz\n",
};

/* SplitMix64. */
static uint64_t next(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15ull;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

static size_t below(size_t n)
{
	return n ? (size_t)(next() % n) : 0;
}

static void splice(size_t at, size_t cut, const uint8_t *put, size_t n)
{
	if (at + cut > input_size)
		cut = input_size - at;
	if (input_size - cut + n > INPUT_BYTES)
		return;
	memmove(input + at + n, input + at + cut, input_size - at - cut);
	memcpy(input + at, put, n);
	input_size += n - cut;
}

static size_t some(void)
{
	return 1 + below(below(4) ? 16 : 400);
}

static void change(void)
{
	size_t at = below(input_size + 1);
	static uint8_t part[4096];
	switch (below(6)) {
	case 0: /* a byte */
		if (at < input_size)
			input[at] = (uint8_t)(below(2) ? next()
						       : input[at] ^ (1u << below(8)));
		break;
	case 1: /* cut */
		splice(at, some(), part, 0);
		break;
	case 2: { /* a piece of itself, elsewhere */
		size_t from = below(input_size), n = some();
		n = from + n > input_size ? input_size - from : n;
		memcpy(part, input + from, n);
		splice(at, 0, part, n);
		break;
	}
	case 3: { /* a piece of another */
		const struct bytes *other = &files[below(file_count)];
		size_t from = below(other->size), n = some();
		n = from + n > other->size ? other->size - from : n;
		splice(at, below(2) ? n : 0, other->data + from, n);
		break;
	}
	default: { /* a word */
		const char *word = words[below(sizeof(words) / sizeof(*words))];
		size_t times = below(20) ? 1 : 1 + below(60);
		while (times--)
			splice(at, 0, (const uint8_t *)word, strlen(word));
		break;
	}
	}
}

static void on_crash(int signal_number)
{
	FILE *out = fopen("crash.bin", "wb");
	if (out) {
		fwrite(input, 1, input_size, out);
		fclose(out);
	}
	fprintf(stderr, "round %lu: signal %d; see crash.bin\n", rounds_done,
		signal_number);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static int take(const char *path)
{
	FILE *in = fopen(path, "rb");
	if (!in)
		return 0;
	struct bytes b = {malloc(INPUT_BYTES), 0};
	files = realloc(files, (file_count + 1) * sizeof(*files));
	if (!b.data || !files)
		abort();
	b.size = fread(b.data, 1, INPUT_BYTES / 2, in);
	fclose(in);
	files[file_count++] = b;
	return 1;
}

static void run(unsigned long rounds)
{
	double slowest = 0;
	for (; rounds_done < rounds; rounds_done++) {
		const struct bytes *base = &files[below(file_count)];
		memcpy(input, base->data, base->size);
		input_size = base->size;
		for (size_t n = 1 + below(5); n--;)
			change();
		clock_t before = clock();
		LLVMFuzzerTestOneInput(input, input_size);
		double ms = (double)(clock() - before) * 1000 / CLOCKS_PER_SEC;
		slowest = ms > slowest ? ms : slowest;
	}
	printf("%lu rounds over %zu files, slowest %.1f ms\n", rounds, file_count,
	       slowest);
}

int main(int argc, char **argv)
{
	unsigned long rounds = 20000;
	int option;
	state = 1;
	while ((option = getopt(argc, argv, "n:s:")) != -1) {
		if (option == 'n')
			rounds = strtoul(optarg, NULL, 10);
		else if (option == 's')
			state = strtoull(optarg, NULL, 10);
		else
			return 2;
	}
	for (; optind < argc; optind++) {
		if (!take(argv[optind]))
			fprintf(stderr, "%s: ?\n", argv[optind]);
	}
	if (!file_count)
		return 2;
	signal(SIGABRT, on_crash);
	signal(SIGSEGV, on_crash);
	run(rounds);
	for (size_t i = 0; i < file_count; i++)
		free(files[i].data);
	free(files);
	return 0;
}
