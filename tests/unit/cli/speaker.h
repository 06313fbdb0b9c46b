/* A struct cli whose words can be read. */
#ifndef SPEAKER_H
#define SPEAKER_H

#include "cli/cli.h"

#include <stdlib.h>

struct speaker {
	struct cli cli;
	char *out, *messages;
	size_t out_size, messages_size;
};

static inline void speaker_init(struct speaker *s, const char *command)
{
	*s = (struct speaker){0};
	cli_init(&s->cli);
	s->cli.out = open_memstream(&s->out, &s->out_size);
	s->cli.messages = open_memstream(&s->messages, &s->messages_size);
	s->cli.command = command ? command_named(command) : NULL;
}

/* Both texts are complete from here on. */
static inline void speaker_flush(struct speaker *s)
{
	fflush(s->cli.out);
	fflush(s->cli.messages);
}

static inline void speaker_release(struct speaker *s)
{
	fclose(s->cli.out);
	fclose(s->cli.messages);
	cli_release(&s->cli);
	free(s->out);
	free(s->messages);
}

#endif
