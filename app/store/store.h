/* Where everything is kept: one SQLite database in the data folder of a centre.
 *
 * Functions are named after the question asked or the thing that happened, hand out values of
 * course/, and never a statement or a row. Nobody above this folder knows that SQLite is in
 * this process, so that a broker process can stand behind this header one day.
 *
 * Durability: one call that changes something is one transaction (BEGIN IMMEDIATE), durable on
 * the disk when it returns true (WAL + synchronous=FULL on a local file system, TRUNCATE + FULL
 * elsewhere). Below SQLite 3.51.3 nobody runs any checkpoint but TRUNCATE (docs/reliability.md).
 * A call that returns false has changed nothing and filled `err` with a sentence.
 *
 * Times come from the clock given at open; they are stored as read, with a suspect mark when the
 * clock ran backwards or lies before the program existed. Order is never time: an event is known
 * by (device, seq), and comes after all that its database had seen (a Lamport clock, journal.c).
 *
 * Everything about learning, completing and counting is a projection of the journal (project.c);
 * names, birth dates and the like lie in a table of their own, bound to the journal by a salted
 * proof, and never in it. Staff, PINs, settings and population figures belong to the place and
 * are not merged.
 *
 * One process uses one store from one thread. err may be NULL.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "course/answer.h"
#include "course/change.h"
#include "course/completion.h"
#include "course/course.h"
#include "course/deadline.h"
#include "course/finish.h"
#include "course/likeness.h"
#include "course/paper.h"
#include "course/person.h"
#include "course/practicestat.h"
#include "course/region.h"
#include "course/survey.h"
#include "course/typing.h"
#include "course/workage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

enum store_mode {
	STORE_OPEN, /* must exist */
	STORE_CREATE, /* made when it is not there, folder 0700, file 0600 */
	STORE_READ, /* must exist, nothing is changed */
};

/* `folder` holds kynangso.db; NULL keeps everything in memory (tests). Migrates older databases
 * after a backup beside them; refuses newer ones. course and region are borrowed and may be NULL
 * for tools that need neither: completion is then not evaluated and the tally not kept, and
 * functions that would need them fail. */
struct store *store_open(const char *folder, enum store_mode mode,
			 const struct clock *clock, const struct course *course,
			 const struct region *region, struct err *err);
/* Another course from now on: the content has changed. Borrowed, as the first. */
void store_use_course(struct store *store, const struct course *course);
void store_close(
	struct store *store); /* NULL is fine; an open transaction is taken back */
bool store_exists(const char *folder);
/* There was a database once, and its file is gone or empty: no first start. True fills err with what
 * to do. */
bool store_lost(const char *folder, struct err *err);

/* Several changes as one transaction: all or nothing. Calls in between join it; one that fails
 * takes back itself only, unless the disk failed: then store_commit() fails, too. */
bool store_begin(struct store *store, struct err *err);
bool store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/* Long work tells how far it is and can be stopped: `go_on` is called now and then from inside
 * later calls, with how much is done of how much (all 0: nobody knows), and returns false to stop;
 * the call then fails with ERR_TEMPFAIL and has changed nothing. It must not use the store. NULL
 * ends the watching. */
void store_watch(struct store *store,
		 bool (*go_on)(void *user, int64_t done, int64_t all), void *user);

/* ── the centre and its staff ──────────────────────────────────────────────────────────── */

struct centre {
	char name[NAME_BYTES];
	char ward[8]; /* that trained them: the ward the centre stands in */
	uint8_t id_salt[16]; /* for secret/secret.h id_token() */
	/* Public key that ids are sealed to: set here, else the region's; all zero = none yet. */
	uint8_t city_key[32];
	bool no_token; /* setting "id_token" is "off": nothing to look ids up by is kept */
};

enum staff_role { STAFF_INSTRUCTOR, STAFF_ADMIN };

struct staff {
	int64_t id;
	char name[NAME_BYTES];
	enum staff_role role;
	bool closed; /* signs nobody in; may be opened again */
	char password[160]; /* Argon2id string */
	char recovery[160]; /* Argon2id string of the recovery code; "" = none */
};

/* False without an error (err->kind == ERR_NONE) when no centre has been set up yet. */
bool store_centre(struct store *store, struct centre *centre, struct err *err);
/* First start: the centre and its first staff account in one transaction. */
bool store_centre_make(struct store *store, const struct centre *centre,
		       const struct staff *first, struct err *err);
/* The city's key arrives later than the centre. */
bool store_centre_key(struct store *store, const uint8_t city_key[32], struct err *err);
/* Names are compared folded. False with ERR_NOUSER when there is none. */
bool store_staff(struct store *store, const char *name, struct staff *staff,
		 struct err *err);
/* id 0 = new. What it says of being closed is not taken: store_staff_allow(). */
bool store_staff_put(struct store *store, struct staff *staff, struct err *err);
/* These three are deeds of the actor, noted with the account's name. A new account, of which name and
 * role are given; its id and secrets are filled in. The password (NFC; password_acceptable()) is kept
 * as a hash only; with it comes a new recovery code, which is written to code (RECOVERY_CODE_SIZE) to
 * be shown once, "" where it failed. */
bool store_staff_add(struct store *store, struct staff *staff, const char *password,
		     char *code, struct err *err);
/* Another password and recovery code; wrong tries before it are forgotten. */
bool store_staff_password(struct store *store, int64_t id, const char *password,
			  char *code, struct err *err);
/* What the account may: its role, and whether it is open. As it is already: fine, and no deed. Refused
 * with ERR_DATA where no open account of a manager (STAFF_ADMIN) would be left. */
bool store_staff_allow(struct store *store, int64_t id, enum staff_role role, bool closed,
		       struct err *err);
/* Caller frees, and wipes what secrets it holds. */
bool store_staff_list(struct store *store, struct staff **staff, size_t *count,
		      struct err *err);

/* Wrong passwords and PINs, kept in the database so that a restart does not forget them: 5 free
 * tries, then 30 s doubling to 15 min. `account` is "staff:3" or "learner:17". Returns how many
 * seconds to wait now, 0 = go on. A clock set back never lengthens the wait beyond 15 min. */
int store_guard_wait(struct store *store, const char *account);
bool store_guard_note(struct store *store, const char *account, bool success,
		      struct err *err);

/* Who is at the machine, for all that follows: recorded with what they do to somebody's record. "" or
 * NULL: the learner themselves, or nobody who signed in. */
void store_actor(struct store *store, const char *staff);

/* Settings: learner 0 = the whole centre. "" when unset, and to unset. Written to out, cut at size
 * (not inside a letter). */
void store_setting(struct store *store, int64_t learner, const char *key, char *out,
		   size_t size);
bool store_setting_put(struct store *store, int64_t learner, const char *key,
		       const char *value, struct err *err);

/* ── learners ──────────────────────────────────────────────────────────────────────────── */

/* Learners are known above by the local row number; across centres by the (device, seq) of their
 * registering event, which the journal keeps. */
struct learner {
	int64_t id;
	struct person person;
	bool has_pin;
	char pin[160]; /* Argon2id string, "" = none */
	bool completed;
	int completed_day;
	int64_t last_seen; /* instant of the last event, 0 = never */
	/* Version of the text consented to (enum consent_version), and when; a record that was
	 * imported has CONSENT_IMPORTED. withdrawn: the instant, 0 = consent was not withdrawn. */
	int consent;
	int64_t consented, withdrawn;
	char representative[NAME_BYTES]; /* who consented for a child; "" = nobody */
	bool id_token, id_sealed; /* what is kept of the id */
};

struct consent {
	int text_version;
	char representative[NAME_BYTES]; /* for those under 16; "" = the person */
};

/* Records whose id is one slip from another's. */
struct near_ids {
	int64_t *learners;
	size_t count;
	size_t tokens; /* made to find them, some 18 ms each */
};
/* Who of those like this person (by names and birth, course/likeness.h) has an id one slip from
 * these digits. A token each takes two seconds or so in all where there is somebody to compare with,
 * else nothing. The digits stay the caller's. self: this record, 0 = none; `earlier`: only those that
 * were there before it. Caller frees learners. */
bool store_id_near(struct store *store, const struct person *person, const char *digits,
		   int64_t self, bool earlier, struct near_ids *near, struct err *err);
/* The ids of the two are one slip apart, as whoever opened both seals found: kept (*put) where the
 * records are alike otherwise, and then the pair waits. */
bool store_id_near_put(struct store *store, int64_t a, int64_t b, bool *put,
		       struct err *err);

struct registration {
	struct person person;
	struct consent consent;
	const uint8_t *id_token; /* 32 bytes, or NULL */
	const void *id_sealed; /* or NULL */
	size_t id_sealed_size;
	const struct near_ids *near; /* of the id; NULL = none */
	const char *pin; /* Argon2id string, or NULL */
	/* Trained before this program existed (import): the day and the paper it stands on. */
	bool declared;
	int declared_day;
	const char *declared_basis;
};

/* Writes EVENT_REGISTERED, EVENT_CONSENTED (and EVENT_DECLARED); *id is the new learner. */
bool store_learner_register(struct store *store, const struct registration *registration,
			    int64_t *id, struct err *err);
bool store_learner(struct store *store, int64_t id, struct learner *learner,
		   struct err *err);
/* By initials or any part of the name without marks, best first (text/name.h); an empty query gives
 * the latest seen. At most `limit`. Caller frees *learners. */
bool store_learner_find(struct store *store, const char *query, size_t limit,
			struct learner **learners, size_t *count, struct err *err);
/* Who might be the same person, most likely first, with the reason. Caller frees. */
struct lookalike {
	struct learner learner;
	enum likeness likeness;
};
/* near: what store_id_near() found of the id; NULL = nothing. */
bool store_learner_alike(struct store *store, const struct person *person,
			 const uint8_t *id_token, const struct near_ids *near,
			 struct lookalike **found, size_t *count, struct err *err);
/* What is corrected: the person as they shall be, whole. */
struct correction {
	struct person person;
	const char *representative; /* NULL = unchanged; a new one has consented */
	const uint8_t *id_token; /* 32 bytes; NULL = unchanged, and so are the next */
	const void *id_sealed;
	size_t id_sealed_size;
	const struct near_ids *near; /* of the new id; NULL = none */
};
/* EVENT_CORRECTED, tally moved along. Nothing is written where nothing differs. Refused where the
 * birth date becomes that of somebody under 16 and no representative is known. */
bool store_learner_amend(struct store *store, int64_t id,
			 const struct correction *correction, struct err *err);
/* Corrects personal data: EVENT_CORRECTED, tally moved along. id_token NULL = unchanged. Nothing
 * is written where nothing differs. */
bool store_learner_correct(struct store *store, int64_t id, const struct person *person,
			   const uint8_t *id_token, const void *id_sealed,
			   size_t id_sealed_size, struct err *err);
bool store_learner_pin(struct store *store, int64_t id, const char *pin, struct err *err);
/* A day of earlier training for a learner already there; the same day and basis again changes
 * nothing and returns true with *changed = false. */
bool store_learner_declare(struct store *store, int64_t id, int day, const char *basis,
			   bool *changed, struct err *err);
/* The earliest such day that stands, with its paper; *day 0 = none. */
bool store_learner_declared(struct store *store, int64_t id, int *day, char *basis,
			    size_t size, struct err *err);
/* Consent to the keeping of personal data is withdrawn; what follows from it is the centre's duty
 * (stop within 15 days, erase within 20). */
bool store_learner_withdraw(struct store *store, int64_t id, struct err *err);
/* Removes all personal data for good, also from the log and from backups made later; what the
 * person added to the counts stays, with month of birth, sex and ward only (EVENT_ERASED). Older
 * copies (backups, and those kept before an upgrade or restore) are not reached. */
bool store_learner_erase(struct store *store, int64_t id, const char *staff,
			 struct err *err);
/* Is what was erased still in the log, because somebody was reading at that moment? The next
 * checkpoint that succeeds clears it: at the next change, or when a program opens or closes. */
bool store_erase_pending(struct store *store);
/* Files in the data folder that may hold people who were erased since: what was kept before upgrades
 * and restores. Names without folder; caller frees each and the list. */
bool store_old_copies(struct store *store, char ***names, size_t *count, struct err *err);
/* Everything the journal and the settings hold about a learner, in order, each as it is kept. */
struct held {
	int64_t at; /* 0 = a setting */
	const char *kind; /* name of the event, or "setting" */
	const char *detail; /* "lesson=goi; day=20779": what a person can read of it */
	const char *body; /* all of it, JSON */
};
bool store_held_each(struct store *store, int64_t learner,
		     bool (*each)(void *user, const struct held *), void *user,
		     struct err *err);
/* Sealed ids, for the city's intake only (it alone has the key). The callback returns false to
 * stop. */
bool store_sealed_each(struct store *store,
		       bool (*each)(void *user, int64_t learner, const void *sealed,
				    size_t size),
		       void *user, struct err *err);
/* Two records of which the city found that they have the same id: one person, unless somebody has
 * ever decided about the two, whose word stands. */
enum same_id_outcome { SAME_ID_UNITED, SAME_ID_ALREADY, SAME_ID_DECIDED };
bool store_unite_by_id(struct store *store, int64_t a, int64_t b,
		       enum same_id_outcome *outcome, struct err *err);
/* Unites those who have the same look-up token, once: after merging. */
bool store_unite_same(struct store *store, struct err *err);
/* All learners in the order of their names; the callback returns false to stop. */
bool store_learner_each(struct store *store,
			bool (*each)(void *user, const struct learner *), void *user,
			struct err *err);
/* The day that what happens now is kept under: today, but never before the program existed. */
int store_day(struct store *store);
/* Took part today in this session; the same session on the same day again changes nothing. */
bool store_attended(struct store *store, int64_t learner, const char *session,
		    struct err *err);

/* Took part on that day, today or earlier, as staff write it down later: by whom is kept. The same
 * again changes nothing. */
#define ROLL_FIRST_DAY 18262 /* 1/1/2020 */
bool store_attended_on(struct store *store, int64_t learner, const char *session, int day,
		       const char *staff, struct err *err);
/* Taken back: did not take part in this session on that day, after all. Nothing is written where
 * nobody said so. */
bool store_attended_void(struct store *store, int64_t learner, const char *session,
			 int day, const char *staff, struct err *err);
/* A class is all the sessions of one name, here and wherever the journal comes from; whoever was
 * erased is in its numbers. Distinct people, as they are united now. */
struct class_row {
	char *name;
	int last; /* day of its last meeting */
	int meetings; /* days it met on */
	int64_t people, completed; /* completed: the course, by that day, wherever */
};
/* Up to that day, the latest first. It walks over all that was attended. */
bool store_classes(struct store *store, int day, struct class_row **rows, size_t *count,
		   struct err *err);
void classes_release(struct class_row *rows, size_t count); /* frees the list, too */
/* The days a class met on, the last one first, and how many distinct people came. Caller frees. */
struct class_meeting {
	int day;
	int64_t people;
};
bool store_meetings(struct store *store, const char *name,
		    struct class_meeting **meetings, size_t *count, struct err *err);
/* Who took part in a class from the first day to the last, in the order of their names, those erased
 * at the end: a row a record, so that one person may have several. Caller frees. */
struct class_person {
	int64_t learner, person; /* person: the record that stands for them */
	int meetings, last;
};
bool store_class_people(struct store *store, const char *name, int first_day,
			int last_day, struct class_person **people, size_t *count,
			struct err *err);

/* ── learning ──────────────────────────────────────────────────────────────────────────── */

/* What the learner has done; release with record_release(). United learners have one record. */
bool store_record(struct store *store, int64_t learner, struct record *record,
		  struct err *err);
bool store_step_reached(struct store *store, int64_t learner, const char *lesson,
			const char *step, struct err *err);
/* Every answer of a check is kept; first ones are what statistics are made from. */
bool store_check_answered(struct store *store, int64_t learner, const char *lesson,
			  const struct sheet *sheet, const char *answer, struct err *err);
/* *completed says that the course's completion rule is satisfied by this very event. */
bool store_lesson_done(struct store *store, int64_t learner, const struct lesson *lesson,
		       bool *completed, struct err *err);

/* An attempt at a quiz, as stored. */
struct attempt {
	int64_t id;
	char *quiz; /* id */
	struct paper paper;
	char **answers; /* one per sheet; NULL = not answered yet */
	size_t lost; /* questions that are no longer in the course */
	int64_t started, finished; /* finished 0 = open */
	int percent;
	bool passed;
};

void attempt_release(struct attempt *attempt);
/* Refused while an attempt of this learner at this quiz is open. */
bool store_attempt_start(struct store *store, int64_t learner, const struct paper *paper,
			 int64_t *attempt, struct err *err);
/* Answering the same sheet again replaces the answer (exam mode lets one go back). */
bool store_attempt_answer(struct store *store, int64_t attempt, size_t sheet_index,
			  const struct sheet *sheet, const char *answer, struct err *err);
bool store_attempt_finish(struct store *store, int64_t attempt,
			  const struct outcome *outcome, bool *completed,
			  struct err *err);
/* The open attempt of this learner at this quiz; false with ERR_NONE where there is none. */
bool store_attempt_open(struct store *store, int64_t learner, const char *quiz,
			struct attempt *attempt, struct err *err);
bool store_attempt(struct store *store, int64_t id, struct attempt *attempt,
		   struct err *err);
/* Finished attempts, latest first (ids); quiz NULL = any. Caller frees. */
bool store_attempt_list(struct store *store, int64_t learner, const char *quiz,
			int64_t **ids, size_t *count, struct err *err);
/* Ids of the questions in the latest attempt, for drawing others. Caller frees each and list. */
bool store_questions_seen(struct store *store, int64_t learner, const char *quiz,
			  char ***ids, size_t *count, struct err *err);

/* Whom a change of the course touches: how many people have begun, answered or done each item of a
 * kind, under any name it had. In the order of the ids. */
struct reached {
	char *id;
	int64_t people;
};
void reached_release(struct reached *list, size_t count);
bool store_reached(struct store *store, enum changed_item item, struct reached **list,
		   size_t *count, struct err *err);

/* Typing practice: how often an exercise was done, and how well at best. */
struct typing_record {
	int times;
	int best_accuracy; /* percent */
	int best_speed; /* keys a minute */
};
bool store_typing_done(struct store *store, int64_t learner, const char *exercise,
		       const struct typing_result *result, struct err *err);
bool store_typing_record(struct store *store, int64_t learner, const char *exercise,
			 struct typing_record *record, struct err *err);

/* The simulated phone (course/practice.h). An open practice is the list of its actions: replayed,
 * they give the state, so it goes on where a power cut left it. */
struct practice_record {
	int times; /* brought to an end */
	int best_points;
	bool passed;
	struct strings actions; /* of the open one, owned; count 0 = none */
};
void practice_record_release(struct practice_record *record);
bool store_practice_action(struct store *store, int64_t learner, const char *practice,
			   const char *screen, const char *action, struct err *err);
/* goals: ids of those met, "a,b". The open actions are done with. */
bool store_practice_ended(struct store *store, int64_t learner, const char *practice,
			  const char *ending, int points, bool passed, const char *goals,
			  struct err *err);
bool store_practice(struct store *store, int64_t learner, const char *practice,
		    struct practice_record *record, struct err *err);

/* ── statistics ────────────────────────────────────────────────────────────────────────── */

/* First answers of everybody to questions and checks, into a survey that survey_init() has made:
 * from papers that were handed in and not given up. A person is all their united records; an erased
 * person's answers stay, as they stay in the counts; those of somebody who withdrew their consent
 * are left out. Reads the projections of answers, once. */
bool store_survey(struct store *store, struct survey *survey, struct err *err);
/* Ids of the lessons whose checks somebody has answered, and of the practices that somebody has
 * begun: what is worth opening. The caller frees the items and the lists. */
bool store_touched(struct store *store, struct strings *lessons,
		   struct strings *practices, struct err *err);
/* Where people fall in a practice: each person's first run, of whichever of their records began
 * first; the same people as above. Initialises and finishes `stat`. */
bool store_practice_stat(struct store *store, const struct practice *practice,
			 struct practice_stat *stat, struct err *err);

/* ── completion, by staff ──────────────────────────────────────────────────────────────── */

/* Confirms the earliest completion that stands, once; refused where none does. */
bool store_completion_confirm(struct store *store, int64_t learner, const char *staff,
			      struct err *err);
/* Every completion of the person that stands: the person leaves the count, until the next lesson or
 * attempt that is finished satisfies the rule again. */
bool store_completion_void(struct store *store, int64_t learner, const char *reason,
			   const char *staff, struct err *err);
/* Every completion of the person, also those that count no more, the earliest first. Caller frees. */
bool store_finishes(struct store *store, int64_t learner, struct finish **list,
		    size_t *count, struct err *err);
/* Changes one of them: taken back, no longer confirmed, or counted again. Refused where there is
 * nothing of the kind (any more), and without a reason, which only counting again does not need.
 * Whoever was taken out comes back by FINISH_RESTORE, from the completion's own day; and by the next
 * lesson or attempt that is finished, from the day of that, if the rule is still satisfied. Another
 * confirmation is given by store_completion_confirm(). */
bool store_finish_change(struct store *store, int64_t learner, int64_t finish,
			 enum finish_change change, const char *reason, const char *staff,
			 struct err *err);
/* What is still missing is waived, and the course completed. The reason must be one that the course
 * allows, if it names any. */
bool store_completion_waive(struct store *store, int64_t learner, const char *reason,
			    const char *staff, struct err *err);
/* A finished attempt was another learner's, who sat at the machine under a wrong name: it becomes theirs,
 * with what it completed. Moving it back (to the learner who was signed in) is the undoing: the
 * completion that went with it stands again on its own day. */
bool store_attempt_reassign(struct store *store, int64_t attempt, int64_t to,
			    const char *reason, const char *staff, struct err *err);

/* ── one person, once: the review queue (docs/counting.md) ─────────────────────────────── */

/* Pairs of records that may be one person are kept up to date with every change of personal data
 * (course/likeness.h says which and why). Staff decide; each decision is an event, stands until
 * the next one about the same two, and can be taken back without loss. Records with the same
 * personal id are one person without being asked, once: at registering, correcting, merging.
 *
 * A pair waits until it is decided, or both are one person by other decisions. */
enum pair_state { PAIR_DIFFERENT, PAIR_SAME, PAIR_WAITING }; /* as stored */

struct person_pair {
	struct learner first, second; /* all fields a screen shows; id 0 = erased */
	enum likeness likeness; /* what the records say today, also of a decided pair */
	unsigned reasons; /* enum likeness_reason, or'ed; also those against */
	enum pair_state state;
	char staff
		[NAME_BYTES]; /* who decided; "" = nobody yet, or the machine (same id) */
	int64_t at; /* when; 0 = not yet */
};

struct pair_query {
	enum pair_state
		state; /* PAIR_WAITING = 2 must be named: 0 asks for PAIR_DIFFERENT */
	int likeness; /* only this level of those waiting; -1 = any */
	size_t limit, skip; /* limit 0 = all */
};

/* Those waiting: most alike first; those decided: the latest decision first. Caller frees. */
bool store_pairs(struct store *store, const struct pair_query *query,
		 struct person_pair **pairs, size_t *count, struct err *err);
/* All of one learner, waiting and decided. Caller frees. */
bool store_pairs_of(struct store *store, int64_t learner, struct person_pair **pairs,
		    size_t *count, struct err *err);
/* How many pairs wait, by level and in all. From an index over those waiting only: cheap enough
 * for the footer of every report and screen. */
struct pair_counts {
	int64_t waiting, by_likeness[LIKENESSES];
};
bool store_pairs_waiting(struct store *store, struct pair_counts *counts,
			 struct err *err);

/* The same person. Of the person counts the earliest day, and of each fact (birth, sex, ward) the
 * most precise, of the first record that has it so. Uniting may complete the course: what either
 * did counts for both. Nothing is written where it stands so already. */
bool store_unite(struct store *store, int64_t learner, int64_t other, const char *reason,
		 const char *staff, struct err *err);
/* Not the same person, whether they were united before or only looked alike. Refused where they
 * are one person through others: those pairs must be undone first. */
bool store_separate(struct store *store, int64_t learner, int64_t other,
		    const char *staff, struct err *err);
/* Takes the last decision about the two back, whichever it was; a pair that still looks alike waits
 * again. Refused where there is none. */
bool store_pair_undo(struct store *store, int64_t learner, int64_t other,
		     const char *staff, struct err *err);

/* ── counting ──────────────────────────────────────────────────────────────────────────── */

/* Which reading of "trained": each is computable at any time (docs/counting.md). Each holds the
 * next: who completed has attended, who was confirmed has completed. Earlier training by import
 * counts as completed from its day. */
enum trained { TRAINED_ATTENDED, TRAINED_COMPLETED, TRAINED_CONFIRMED, TRAINED_READINGS };
const char *trained_name(enum trained trained);
int trained_parse(const char *name);

enum count_by { BY_WARD = 1, BY_SEX = 2, BY_AGE = 4, BY_MONTH = 8 };

struct count_query {
	int day; /* the date asked */
	enum definition definition;
	enum trained trained;
	unsigned by; /* enum count_by, or'ed */
	const char *ward; /* only this ward of residence; NULL = all */
	/* Only those trained on this day or later, 0 = all. Walks over all people; not together
	 * with BY_MONTH. */
	int from;
};

/* Fields that were not asked for are "", SEX_UNKNOWN, -1, 0. */
struct count_row {
	char ward[8]; /* of residence; "" = outside the city or unknown */
	enum sex sex;
	int age_band; /* index into count_age_bands, -1 = unknown */
	int month; /* year * 12 + month - 1: the count at the end of that month */
	int64_t sure, possible; /* distinct people; undecided = possible - sure */
	/* Of the sure ones: with a personal id, each proven to be another; the rest is declared. */
	int64_t verified;
	/* `sure` if every pair that waits (store_pairs_waiting()) were one person. The range to
	 * print is from `united` to `sure`. In a single ward `united` may be the greater one: the
	 * facts of two records together can place a person better than each alone. */
	int64_t united;
};

extern const char *const count_age_bands[]; /* "15-24" ..., NULL at the end */

/* The order of rows: ward, sex, age, month. */
int count_row_compare(const struct count_row *a, const struct count_row *b);

/* Distinct people; rows only where something was counted, in that order.
 * Ward and sex and month come from the tally and cost the same at any number of people.
 * Caller frees *rows. */
bool store_count(struct store *store, const struct count_query *query,
		 struct count_row **rows, size_t *count, struct err *err);
/* Those who are trained, but on that day in no case of working age: not yet, or no more. By ward and
 * sex as asked (BY_AGE and BY_MONTH are ignored), rows only where there is somebody. It walks over
 * all people. Caller frees *rows. */
struct outside_row {
	char ward[8];
	enum sex sex;
	int64_t under, over;
};
bool store_count_outside(struct store *store, const struct count_query *query,
			 struct outside_row **rows, size_t *count, struct err *err);
/* Is a learner counted, and if not, why? */
enum standing_kind {
	STANDING_COUNTED,
	STANDING_UNDECIDED, /* the birth date or sex known leaves it open */
	STANDING_UNITED, /* one person with another record, and counted there or not */
	STANDING_UNTRAINED,
	STANDING_VOIDED, /* was trained, and that was declared void */
	STANDING_LATER, /* trained, but after the day asked */
	STANDING_YOUNG, /* not yet of working age */
	STANDING_OVER, /* no more */
	STANDINGS
};
struct learner_standing {
	enum standing_kind kind;
	int64_t same; /* the record that stands for the person; the learner itself if alone */
	int day; /* of the training by this reading; DAY_NEVER = none */
	/* COUNTED: since that day. YOUNG: the first day they may count; OVER: the last they did. */
	int turn;
};
/* By the day, definition and reading of the query; its ward and `by` are not read. */
bool store_standing(struct store *store, int64_t learner, const struct count_query *query,
		    struct learner_standing *standing, struct err *err);
/* How many records stand how; those of erased people too. It walks over all records. */
bool store_standings(struct store *store, const struct count_query *query,
		     int64_t counts[STANDINGS], struct err *err);
/* Turns (lượt): sessions attended from the first day to the last, by ward of residence, and the
 * distinct people in them. Caller frees *rows. */
struct turns_row {
	char ward[8];
	int64_t turns, people;
};
bool store_turns(struct store *store, int first_day, int last_day,
		 struct turns_row **rows, size_t *count, struct err *err);
/* Rebuilds the tally from the journal, and with it all that is projected. With verify it changes nothing and *equal tells. */
bool store_recount(struct store *store, bool verify, bool *equal, struct err *err);

/* How many people of a definition there are, as an administrator entered it; the latest not after
 * `day`. */
struct population {
	char ward[8]; /* "" = the whole city */
	enum definition definition;
	int64_t people;
	char source[200];
	int day; /* of the figure */
	char entered_by[NAME_BYTES];
};
bool store_population_put(struct store *store, const struct population *population,
			  struct err *err);
/* Of one definition, by ward; the city, if it has one, comes first. Caller frees. */
bool store_population_list(struct store *store, enum definition definition, int day,
			   struct population **list, size_t *count, struct err *err);

/* ── who did what ──────────────────────────────────────────────────────────────────────── */

/* Without personal content: no names of learners, no reasons that somebody typed. */
struct deed {
	int64_t at;
	char staff[NAME_BYTES]; /* "" = the learner themselves, or the machine */
	/* Name of the event, or of what was noted: "corrected", "backup". A voiding is told as
	 * "voided" (a completion), "unconfirmed", or "restored" (of another voiding). */
	char action[32];
	int64_t learner, other; /* 0 = nobody */
	char detail[200]; /* "birth,ward"; the version of a consent; a file's name */
};
struct deed_query {
	int64_t learner; /* only what touches this record; 0 = all */
	int64_t from, until; /* instants; until 0 = now and later */
	size_t limit; /* 0 = all */
};
/* The latest first; from the journal, so also what other machines' staff did, and from what was
 * noted here. Caller frees. */
bool store_deeds(struct store *store, const struct deed_query *query, struct deed **deeds,
		 size_t *count, struct err *err);
/* The latest of what was noted under one name (below), the last first; what other machines noted is
 * not among them. Caller frees. */
bool store_noted(struct store *store, const char *action, size_t limit,
		 struct deed **deeds, size_t *count, struct err *err);
/* Notes what is no event: "backup", "exported", "shown". By the actor, at the clock's time. */
bool store_note(struct store *store, const char *action, int64_t learner,
		const char *detail, struct err *err);

/* ── how long ──────────────────────────────────────────────────────────────────────────── */

/* A record is kept until the date set for it (store_keep_until()), else until so many months after
 * it was last used (setting of the centre "retention_months", KEEP_MONTHS where unset), or until
 * the law's deadline after consent was withdrawn, whichever comes first. */
#define KEEP_MONTHS 60
enum due_reason { DUE_RETENTION, DUE_WITHDRAWN };
struct due {
	int64_t learner;
	int day;
	enum due_reason reason;
};
/* When this record is due. */
bool store_due_of(struct store *store, int64_t learner, struct due *due, struct err *err);
/* All that are due on that day, the longest overdue first. Caller frees. */
bool store_due(struct store *store, int day, struct due **due, size_t *count,
	       struct err *err);
/* A day of its own for a record; 0 = as the others. */
bool store_keep_until(struct store *store, int64_t learner, int day, struct err *err);
/* Months after the last use; 0 = as it was delivered. */
bool store_keep_months(struct store *store, int months, struct err *err);
int store_kept_months(struct store *store);

/* ── the journal ───────────────────────────────────────────────────────────────────────── */

struct journal_stats {
	int64_t events, devices, suspect;
	int64_t learners, completions;
};
bool store_journal_stats(struct store *store, struct journal_stats *stats,
			 struct err *err);
/* Checks every device's hash chain. *sound = false names the first bad event in err->text. */
bool store_journal_verify(struct store *store, bool *sound, struct err *err);
/* The union with another database's journal and people: commutative, associative, idempotent.
 * The same (device, seq) with another content is a fork: reported, and nothing is merged. */
bool store_merge(struct store *store, const char *other_folder, int64_t *added,
		 struct err *err);
/* A digest of the journal and of all projections, independent of the order of merging. */
bool store_digest(struct store *store, uint8_t out[32], struct err *err);

/* ── keeping ───────────────────────────────────────────────────────────────────────────── */

/* A consistent copy through the backup API, verified by opening it; refuses to replace a file.
 * progress gets pages done and all, and returns false to cancel; NULL: whoever watches the store is
 * asked (store_watch()). */
bool store_backup(struct store *store, const char *path,
		  bool (*progress)(void *user, int done, int all), void *user,
		  struct err *err);
/* Checks the backup, keeps the present database beside it (kynangso.db.before-restore-<time>), and
 * puts the backup in its place under a NEW device id, since its old one may have gone on. */
bool store_restore(const char *folder, const char *backup, const struct clock *clock,
		   struct err *err);
/* Only ever TRUNCATE; harmless to call often. False with ERR_TEMPFAIL where somebody who reads
 * prevented it: what is in the log is safe, but still there. */
bool store_checkpoint(struct store *store, struct err *err);
/* Integrity, foreign keys, versions, journal mode and file system, in lines of words for doctor. */
bool store_doctor(struct store *store, struct buf *report, bool *sound, struct err *err);

#endif
