#include "store/statements.h"

#include <stddef.h>

/* All learners who are the same person as ?1. */
#define GROUP_OF                                                                         \
	"(SELECT g.learner FROM learner_state g WHERE g.person ="                        \
	" (SELECT s.person FROM learner_state s WHERE s.learner = ?1))"

#define NEVER "2147483647" /* DAY_NEVER */

/* A day between 1970 and 2199, whatever another machine may have written. */
#define DAY_IN_BODY "min(max(json_extract(:body, '$.day'), 0), 84005)"

#define EVENT_COLUMNS                                                                    \
	"e.device, e.seq, e.tick, e.at, e.suspect, e.kind, e.learner, e.body, e.hash"

/* The learner a body names under `other` or `to`: "17" on its own device, "<hex>:17" elsewhere. */
#define OTHER_NAMED                                                                      \
	"ifnull(json_extract(e.body, '$.other'), json_extract(e.body, '$.to'))"
#define OTHER_LEARNER                                                                    \
	"ifnull((SELECT l.id FROM learner l JOIN device d ON d.number = l.device"        \
	" WHERE CASE WHEN instr(" OTHER_NAMED ", ':')"                                   \
	"  THEN lower(hex(d.id)) = substr(" OTHER_NAMED ", 1, 32)"                       \
	"   AND l.seq = CAST(substr(" OTHER_NAMED ", 34) AS INTEGER)"                    \
	"  ELSE l.device = e.device AND l.seq = CAST(" OTHER_NAMED                       \
	" AS INTEGER) END), 0)"
/* What an event is called when it is told: a voiding is three things, by what it voids. */
#define VOIDED_REF "json_extract(e.body, '$.target')"
#define DEED                                                                             \
	"CASE e.kind WHEN 'voided' THEN CASE (SELECT t.kind FROM event t"                \
	" WHERE t.seq = CAST(substr(" VOIDED_REF ", instr(" VOIDED_REF                   \
	", ':') + 1) AS INTEGER) AND t.device = CASE WHEN instr(" VOIDED_REF             \
	", ':') THEN (SELECT number FROM device WHERE lower(hex(id)) ="                  \
	" substr(" VOIDED_REF ", 1, 32)) ELSE e.device END)"                             \
	" WHEN 'voided' THEN 'restored' WHEN 'confirmed' THEN 'unconfirmed'"             \
	" ELSE 'voided' END ELSE e.kind END"
/* As the index of migrate.c has them. */
#define AUDITED                                                                           \
	"'registered', 'consented', 'withdrawn', 'corrected', 'declared', 'confirmed',"   \
	" 'waived', 'voided', 'reassigned', 'united', 'separated', 'reopened', 'erased'," \
	" 'attendance_voided', 'attendance_entered'"

/* Which session, for the audit: its day and its class. */
#define SESSION_TOLD                                                                     \
	"json_extract(e.body, '$.day') || ',' || json_extract(e.body, '$.session')"

#define DUE                                                                              \
	"SELECT s.learner, s.last_seen, s.withdrawn,"                                    \
	" (SELECT value FROM setting k WHERE k.learner = s.learner"                      \
	"   AND k.key = 'keep_until')"                                                   \
	" FROM learner_state s JOIN person p USING (learner)"

#define FACTS                                                                            \
	"ward, sex, birth_precision, birth_year, birth_month, birth_day, attended,"      \
	" completed, confirmed, verified"

/* Does a pair wait for somebody to decide: nobody has, and they are not one person by others. */
#define WAITING                                                                          \
	"waiting = NOT EXISTS (SELECT 1 FROM pairing g WHERE g.united < 2"               \
	"  AND ((g.learner = first AND g.other = second)"                                \
	"   OR (g.learner = second AND g.other = first)))"                               \
	" AND (SELECT person FROM learner_state WHERE learner = first) IS NOT"           \
	"  (SELECT person FROM learner_state WHERE learner = second)"

/* Whose answers may be used: of people who did not take their consent back. What an erased person did
 * stays, as it stays in the counts: nothing leads from it to anybody. */
#define MAY_BE_USED                                                                      \
	"s.registered AND s.person NOT IN (SELECT w.person FROM learner_state w"         \
	" WHERE w.withdrawn <> 0)"

#define STANDINGS_OF                                                                     \
	"SELECT s.learner, s.person, EXISTS (SELECT 1 FROM learner_state g"              \
	" JOIN completion k ON k.learner = g.learner"                                    \
	" WHERE g.person = s.person AND k.voided), c.person, c.sex,"                     \
	" c.birth_precision, c.birth_year, c.birth_month, c.birth_day, c.attended,"      \
	" c.completed, c.confirmed FROM learner_state s"                                 \
	" LEFT JOIN contribution c ON c.person = s.person"

#define TOUCHED(table, id)                                                               \
	"SELECT id_now(" id "), count(DISTINCT s.person) FROM " table " t"               \
	" JOIN learner_state s USING (learner) GROUP BY 1 ORDER BY 1"

/* The names of practices that somebody has run, one look into the index each: SELECT DISTINCT would walk
 * over every step of every run. */
#define PRACTICES_RUN                                                                    \
	"WITH RECURSIVE named (practice) AS (SELECT min(practice) FROM practice_run"     \
	" UNION ALL SELECT (SELECT min(r.practice) FROM practice_run r"                  \
	"  WHERE r.practice > named.practice) FROM named"                                \
	" WHERE named.practice IS NOT NULL) "

static const char *const sql[STATEMENTS] = {
	[STMT_NONE] = "SELECT 1",

	[STMT_META] = "SELECT value FROM meta WHERE key = ?",
	[STMT_META_PUT] = "INSERT OR REPLACE INTO meta VALUES (?, ?)",

	/* ── devices ── */
	[STMT_DEVICE_ID] = "SELECT id FROM device WHERE number = ?",
	[STMT_DEVICE_NUMBER] = "SELECT number FROM device WHERE id = ?",
	[STMT_DEVICE_ADD] = "INSERT INTO device (id, reason, at) VALUES (?, ?, ?)",
	[STMT_DEVICE_LAST_SEQ] = "SELECT max(seq) FROM event WHERE device = ?",
	[STMT_DEVICE_LAST] = "SELECT seq, tick, at, hash FROM event WHERE device = ?"
			     " ORDER BY seq DESC LIMIT 1",
	[STMT_DEVICES_MADE] =
		"SELECT id, reason, at FROM device WHERE reason <> '' ORDER BY number",
	/* Ticks grow along each device, so the last event of each is enough. */
	[STMT_TICK_LAST] = "SELECT max((SELECT tick FROM event WHERE device = number"
			   " ORDER BY seq DESC LIMIT 1)) FROM device",

	/* ── the journal ── */
	[STMT_LEARNER_ADD] = "INSERT INTO learner (device, seq) VALUES (?, ?)",
	[STMT_LEARNER_KEY] = "SELECT l.device, l.seq, d.id FROM learner l"
			     " JOIN device d ON d.number = l.device WHERE l.id = ?",
	[STMT_LEARNER_BY_KEY] = "SELECT id FROM learner WHERE device = ? AND seq = ?",
	/* Of two learners the one that comes first everywhere; NULL unless both are there. */
	[STMT_LEARNER_LOWER] =
		"SELECT l.id FROM learner l JOIN device d ON d.number = l.device"
		" WHERE l.id IN (?1, ?2)"
		" AND (SELECT count(*) FROM learner WHERE id IN (?1, ?2)) = 2"
		" ORDER BY d.id, l.seq LIMIT 1",
	[STMT_LEARNER_IDS] = "SELECT id FROM learner ORDER BY id",
	/* learner 0 is nobody */
	[STMT_EVENT_ADD] =
		"INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)",
	[STMT_EVENTS_OF_LEARNER] = "SELECT " EVENT_COLUMNS
				   " FROM event e JOIN device d ON d.number = e.device"
				   " WHERE e.learner = ? ORDER BY e.tick, d.id, e.seq",
	[STMT_EVENTS_ALL] = "SELECT " EVENT_COLUMNS ", d.id, ld.id, l.seq FROM event e"
			    " LEFT JOIN device d ON d.number = e.device"
			    " LEFT JOIN learner l ON l.id = e.learner"
			    " LEFT JOIN device ld ON ld.number = l.device"
			    " ORDER BY e.device, e.seq",
	[STMT_EVENTS_AFTER] = "SELECT " EVENT_COLUMNS ", ld.id, l.seq FROM event e"
			      " LEFT JOIN learner l ON l.id = e.learner"
			      " LEFT JOIN device ld ON ld.number = l.device"
			      " WHERE e.device = ? AND e.seq > ? ORDER BY e.seq",
	[STMT_EVENT_HASH] = "SELECT hash FROM event WHERE device = ? AND seq = ?",
	[STMT_DEVICES_WRITING] =
		"SELECT number FROM device"
		" WHERE EXISTS (SELECT 1 FROM event WHERE device = number) ORDER BY id",
	[STMT_JOURNAL_STATS] =
		"SELECT (SELECT count(*) FROM event),"
		" (SELECT count(*) FROM device"
		"  WHERE EXISTS (SELECT 1 FROM event WHERE device = number)),"
		" (SELECT count(*) FROM event WHERE suspect),"
		" (SELECT count(*) FROM learner_state WHERE registered AND erased IS "
		"NULL),"
		" (SELECT count(*) FROM contribution WHERE completed < " NEVER ")",
	[STMT_PROOF] = "SELECT json_extract(body, '$.proof') FROM event"
		       " WHERE device = ? AND seq = ? AND learner = ?"
		       " AND kind IN ('registered', 'corrected')",
	[STMT_JSON_FIELD] = "SELECT json_extract(?1, '$.' || ?2)",

	[STMT_JSON_VALID] = "SELECT json_valid(?)",

	/* ── bodies: keys in alphabetical order, parameters in the same ── */
	[STMT_BODY_REGISTERED] = "SELECT json_object('proof', ?, 'staff', ?)",
	[STMT_BODY_CONSENTED] =
		"SELECT json_object('represented', ?, 'staff', ?, 'text_version', ?)",
	[STMT_BODY_WITHDRAWN] = "SELECT json_object('staff', ?)",
	[STMT_BODY_CORRECTED] = "SELECT json_object('fields', ?, 'proof', ?, 'staff', ?)",
	[STMT_BODY_ATTENDED] = "SELECT json_object('session', ?)",
	[STMT_BODY_ATTENDANCE_VOIDED] =
		"SELECT json_object('day', ?, 'session', ?, 'staff', ?)",
	[STMT_BODY_ATTENDANCE_ENTERED] =
		"SELECT json_object('day', ?, 'session', ?, 'staff', ?)",
	[STMT_BODY_STEP_REACHED] = "SELECT json_object('lesson', ?, 'step', ?)",
	[STMT_BODY_CHECK_ANSWERED] =
		"SELECT json_object('grade', ?, 'lesson', ?, 'order', ?, 'question', ?,"
		" 'raw', ?, 'readable', ?, 'score', ?)",
	[STMT_BODY_LESSON_DONE] = "SELECT json_object('epoch', ?, 'lesson', ?)",
	[STMT_BODY_PRACTICE_ACTION] =
		"SELECT json_object('action', ?, 'practice', ?, 'screen', ?)",
	[STMT_BODY_PRACTICE_ENDED] =
		"SELECT json_object('ending', ?, 'goals', ?, 'passed', ?, 'points', ?,"
		" 'practice', ?)",
	[STMT_BODY_TYPING_DONE] =
		"SELECT json_object('accuracy', ?, 'errors', ?, 'exercise', ?, 'keys', ?,"
		" 'seconds', ?, 'speed', ?)",
	[STMT_BODY_ATTEMPT_STARTED] =
		"SELECT json_object('mode', ?, 'paper', ?, 'quiz', ?)",
	[STMT_BODY_ANSWERED] =
		"SELECT json_object('attempt', ?, 'grade', ?, 'index', ?, 'order', ?,"
		" 'question', ?, 'raw', ?, 'readable', ?, 'rule', ?, 'score', ?)",
	[STMT_BODY_ATTEMPT_FINISHED] = "SELECT json_object('abandoned', ?, 'attempt', ?, "
				       "'passed', ?, 'percent', ?,"
				       " 'quiz', ?, 'score', ?)",
	[STMT_BODY_SATISFIED] =
		"SELECT json_object('day', ?, 'evidence', ?, 'rule', ?, 'supervised', ?)",
	[STMT_BODY_DECLARED] = "SELECT json_object('basis', ?, 'day', ?, 'staff', ?)",
	[STMT_BODY_REASSIGNED] =
		"SELECT json_object('attempt', ?, 'completion', ?, 'reason', ?, 'staff', ?,"
		" 'to', ?)",
	[STMT_BODY_CONFIRMED] = "SELECT json_object('staff', ?, 'target', ?)",
	[STMT_BODY_WAIVED] = "SELECT json_object('reason', ?, 'staff', ?)",
	[STMT_BODY_VOIDED] = "SELECT json_object('reason', ?, 'staff', ?, 'target', ?)",
	[STMT_BODY_UNITED] = "SELECT json_object('other', ?, 'reason', ?, 'staff', ?)",
	[STMT_BODY_SEPARATED] = "SELECT json_object('other', ?, 'staff', ?)",
	[STMT_BODY_REOPENED] = "SELECT json_object('other', ?, 'staff', ?)",
	[STMT_BODY_ERASED] =
		"SELECT json_object('day', ?, 'month', ?, 'precision', ?, 'sex', ?, 'staff', ?,"
		" 'verified', ?, 'ward', ?, 'year', ?)",

	/* ── projections: parameters are parts of the event, see project.c ── */
	[STMT_P_ANY] = "INSERT INTO learner_state VALUES"
		       " (:learner, :learner, 0, 0, NULL, :tick, :at * :lived, 0, 0)"
		       " ON CONFLICT DO UPDATE SET last_tick = :tick,"
		       " last_seen = iif(:lived, :at, last_seen)",
	[STMT_P_REGISTERED] =
		"UPDATE learner_state SET registered = 1 WHERE learner = :learner",
	[STMT_P_CONSENTED] = "UPDATE learner_state"
			     " SET consent = json_extract(:body, '$.text_version'),"
			     " consented = :at, withdrawn = 0 WHERE learner = :learner",
	/* At the latest 1970 and one second: 0 would say that nothing was withdrawn. */
	[STMT_P_WITHDRAWN] = "UPDATE learner_state SET withdrawn = max(:at, 1)"
			     " WHERE learner = :learner",
	[STMT_P_ATTENDED] = "INSERT OR IGNORE INTO attendance"
			    " VALUES (:learner, :day, json_extract(:body, '$.session'))",
	[STMT_P_ATTENDANCE_ENTERED] =
		"INSERT OR IGNORE INTO attendance"
		" VALUES (:learner, " DAY_IN_BODY ", json_extract(:body, '$.session'))",
	/* They were there, then: from the first moment of that day in Viet Nam. */
	[STMT_P_SEEN_ON] = "UPDATE learner_state SET last_seen = max(last_seen,"
			   " min(" DAY_IN_BODY " * 86400 - 25200, :at))"
			   " WHERE learner = :learner",
	[STMT_P_ATTENDANCE_VOIDED] =
		"DELETE FROM attendance WHERE learner = :learner AND day = " DAY_IN_BODY
		" AND session = json_extract(:body, '$.session')",
	[STMT_P_STEP_REACHED] =
		"INSERT INTO lesson VALUES (:learner, json_extract(:body, '$.lesson'),"
		" json_extract(:body, '$.step'), 0, 0, :at)"
		" ON CONFLICT DO UPDATE SET step = excluded.step, at = excluded.at",
	[STMT_P_CHECK_ANSWERED] =
		"INSERT INTO check_answer VALUES (:learner,"
		" json_extract(:body, '$.question'), json_extract(:body, '$.grade'),"
		" json_extract(:body, '$.lesson'), json_extract(:body, '$.raw'),"
		" json_extract(:body, '$.score'), 1, :at)"
		" ON CONFLICT DO UPDATE SET tries = tries + 1",
	[STMT_P_LESSON_DONE] =
		"INSERT INTO lesson VALUES (:learner, json_extract(:body, '$.lesson'), "
		"'', 1,"
		" json_extract(:body, '$.epoch'), :at)"
		" ON CONFLICT DO UPDATE SET done = 1, epoch = max(epoch, excluded.epoch),"
		" at = excluded.at",
	/* The actions since the beginning, one a line: replayed, they are the state. */
	[STMT_P_PRACTICE_ACTION] =
		"INSERT INTO practice VALUES (:learner, json_extract(:body, "
		"'$.practice'),"
		" json_extract(:body, '$.action'), 0, 0, 0, :at)"
		" ON CONFLICT DO UPDATE SET actions = CASE actions WHEN '' THEN"
		" excluded.actions ELSE actions || char(10) || excluded.actions END,"
		" at = excluded.at",
	[STMT_P_PRACTICE_ENDED] =
		"INSERT INTO practice VALUES (:learner, json_extract(:body, "
		"'$.practice'),"
		" '', 1, json_extract(:body, '$.points'), json_extract(:body, "
		"'$.passed'), :at)"
		" ON CONFLICT DO UPDATE SET actions = '', times = times + 1,"
		" best_points = max(best_points, excluded.best_points),"
		" passed = max(passed, excluded.passed), at = excluded.at",
	/* The first run, its end, and one thing after it. */
	[STMT_P_RUN_ACTION] =
		"INSERT INTO practice_run SELECT json_extract(:body, '$.practice'), :learner,"
		" ifnull(n, 0) + 1, CASE WHEN past = 1"
		"  OR substr(json_extract(:body, '$.action'), 1, 5) = '!redo' THEN 2 ELSE 0 END,"
		" json_extract(:body, '$.screen'), json_extract(:body, '$.action'),"
		" :tick, :device, :seq FROM (SELECT max(n) AS n, max(past) AS past"
		"  FROM practice_run WHERE practice = json_extract(:body, '$.practice')"
		"  AND learner = :learner) WHERE ifnull(past, 0) < 2",
	[STMT_P_RUN_ENDED] =
		"INSERT INTO practice_run SELECT json_extract(:body, '$.practice'), :learner,"
		" n + 1, 1, '', '', :tick, :device, :seq FROM (SELECT max(n) AS n,"
		"  max(past) AS past FROM practice_run"
		"  WHERE practice = json_extract(:body, '$.practice')"
		"  AND learner = :learner) WHERE past = 0",
	[STMT_P_TYPING_DONE] =
		"INSERT INTO typing VALUES (:learner, json_extract(:body, '$.exercise'), "
		"1,"
		" json_extract(:body, '$.accuracy'), json_extract(:body, '$.speed'), :at)"
		" ON CONFLICT DO UPDATE SET times = times + 1,"
		" best_accuracy = max(best_accuracy, excluded.best_accuracy),"
		" best_speed = max(best_speed, excluded.best_speed), at = excluded.at",
	[STMT_P_ATTEMPT_STARTED] =
		"INSERT INTO attempt VALUES ((:device << 40) | :seq, :learner,"
		" json_extract(:body, '$.quiz'), json_extract(:body, '$.mode'),"
		" json_extract(:body, '$.paper'), :at, 0, 0, 0, 0, 0, 0, :learner)",
	/* An answer after the end, or to somebody else's attempt, changes nothing. */
	[STMT_P_ANSWERED] =
		"INSERT OR REPLACE INTO answer SELECT id, json_extract(:body, '$.index'),"
		" json_extract(:body, '$.question'), json_extract(:body, '$.grade'),"
		" json_extract(:body, '$.order'), json_extract(:body, '$.raw'),"
		" json_extract(:body, '$.readable'), json_extract(:body, '$.score'),"
		" json_extract(:body, '$.rule'), :at"
		" FROM attempt WHERE id = :ref AND learner = :learner AND finished = 0",
	[STMT_P_ATTEMPT_FINISHED] =
		"UPDATE attempt SET finished = max(:at, 1), finished_tick = :tick,"
		" percent = json_extract(:body, '$.percent'),"
		" score = json_extract(:body, '$.score'),"
		" passed = json_extract(:body, '$.passed'),"
		" abandoned = json_extract(:body, '$.abandoned')"
		" WHERE id = :ref AND learner = :learner AND finished = 0",
	[STMT_P_SATISFIED] = "INSERT INTO completion VALUES (:learner, :device, :seq, "
			     ":tick, 'satisfied',"
			     " json_extract(:body, '$.day'), json_extract(:body, "
			     "'$.rule'), '', 0, NULL)",
	[STMT_P_DECLARED] = "INSERT INTO completion VALUES (:learner, :device, :seq, "
			    ":tick, 'declared',"
			    " json_extract(:body, '$.day'), 0, json_extract(:body, "
			    "'$.basis'), 0, NULL)",
	[STMT_P_CONFIRMED] =
		"UPDATE completion SET confirmed = min(ifnull(confirmed, :day), :day)"
		" WHERE learner = :learner AND device = :ref_device AND seq = :ref_seq",
	[STMT_P_VOIDED] =
		"UPDATE completion SET voided = CASE :voids WHEN 0 THEN voided | 1"
		"  WHEN 2 THEN voided & ~1 ELSE voided END,"
		" confirmed = iif(:voids = 1, NULL, confirmed)"
		" WHERE learner = :learner AND device = :ref_device AND seq = :ref_seq",
	[STMT_P_UNITED] = "INSERT OR REPLACE INTO pairing VALUES (:learner, :ref, 1,"
			  " ifnull(json_extract(:body, '$.staff'), ''), :at)",
	[STMT_P_SEPARATED] = "INSERT OR REPLACE INTO pairing VALUES (:learner, :ref, 0,"
			     " ifnull(json_extract(:body, '$.staff'), ''), :at)",
	/* The row stays, so that what the machine would unite by itself it does but once. */
	[STMT_P_REOPENED] = "INSERT OR REPLACE INTO pairing VALUES (:learner, :ref, 2,"
			    " ifnull(json_extract(:body, '$.staff'), ''), :at)",
	/* Back to whose it was, or away; a completion that stood on it goes and comes along. */
	[STMT_P_REASSIGNED] =
		"UPDATE attempt SET owner = :to WHERE id = :ref AND learner = :learner",
	[STMT_P_REASSIGNED_COMPLETION] =
		"UPDATE completion SET voided = iif(:to = :learner, voided & ~2, voided | 2)"
		" WHERE learner = :learner AND device = :ref_device AND seq = :ref_seq",
	[STMT_P_ERASED] =
		"UPDATE learner_state SET erased = json_remove(:body, '$.staff')"
		" WHERE learner = :learner",
	[STMT_P_ERASED_PERSON] = "DELETE FROM person WHERE learner = :learner",
	[STMT_P_ERASED_SEARCH] = "DELETE FROM search WHERE learner = :learner",
	[STMT_P_ERASED_TRAIT] = "DELETE FROM trait WHERE learner = :learner",
	[STMT_P_ERASED_LIKENESS] =
		"DELETE FROM likeness WHERE first = :learner OR second = :learner",
	[STMT_P_ERASED_NEAR] =
		"DELETE FROM id_near WHERE first = :learner OR second = :learner",
	[STMT_P_ERASED_PIN] = "DELETE FROM pin WHERE learner = :learner",
	[STMT_P_ERASED_SETTING] = "DELETE FROM setting WHERE learner = :learner",

	[STMT_FORGET_ANSWERS] = "DELETE FROM answer WHERE attempt IN"
				" (SELECT id FROM attempt WHERE learner = ?)",
	[STMT_FORGET_ATTEMPTS] = "DELETE FROM attempt WHERE learner = ?",
	[STMT_FORGET_ATTENDANCE] = "DELETE FROM attendance WHERE learner = ?",
	[STMT_FORGET_LESSONS] = "DELETE FROM lesson WHERE learner = ?",
	[STMT_FORGET_PRACTICES] = "DELETE FROM practice WHERE learner = ?",
	[STMT_FORGET_RUNS] = "DELETE FROM practice_run WHERE learner = ?",
	[STMT_FORGET_TYPING] = "DELETE FROM typing WHERE learner = ?",
	[STMT_PRACTICE] =
		"SELECT actions, times, best_points, passed FROM practice p"
		" JOIN learner_state s ON s.learner = p.learner WHERE s.person ="
		" (SELECT person FROM learner_state WHERE learner = ?1)"
		" AND id_now(p.practice) = ?2"
		" ORDER BY p.learner = ?1, p.practice = ?2",
	[STMT_TYPING] = "SELECT times, best_accuracy, best_speed FROM typing t"
			" JOIN learner_state s ON s.learner = t.learner WHERE s.person ="
			" (SELECT person FROM learner_state WHERE learner = ?1)"
			" AND id_now(t.exercise) = ?2",
	[STMT_FORGET_CHECKS] = "DELETE FROM check_answer WHERE learner = ?",
	[STMT_FORGET_COMPLETIONS] = "DELETE FROM completion WHERE learner = ?",
	[STMT_FORGET_PAIRS] = "DELETE FROM pairing WHERE learner = ?",
	[STMT_FORGET_STATE] = "DELETE FROM learner_state WHERE learner = ?",

	/* ── who is one person ── */
	[STMT_ERASED] =
		"SELECT 1 FROM learner_state WHERE learner = ? AND erased IS NOT NULL",
	[STMT_PAIRED] =
		"SELECT other FROM pairing WHERE learner = ? AND united = 1"
		" UNION SELECT learner FROM pairing WHERE other = ? AND united = 1",
	[STMT_PAIRED_ALL] = "SELECT learner FROM pairing UNION SELECT other FROM pairing",
	[STMT_PAIRING] = "SELECT united FROM pairing WHERE learner = ? AND other = ?",
	[STMT_GROUP] = "SELECT learner FROM learner_state WHERE person ="
		       " (SELECT person FROM learner_state WHERE learner = ?)",
	[STMT_PERSON_OF] = "SELECT person FROM learner_state WHERE learner = ?",
	[STMT_PERSON_OF_SET] =
		"INSERT INTO learner_state VALUES (?1, ?2, 0, 0, NULL, 0, 0, 0, 0)"
		" ON CONFLICT DO UPDATE SET person = ?2",

	/* ── people ── */
	[STMT_PERSON] = "SELECT name, birth_precision, birth_year, birth_month, "
			"birth_day, sex, ward,"
			" phone, id_hint, id_token, id_sealed, representative, salt, "
			"tick, device,"
			" seq FROM person WHERE learner = ?",
	[STMT_PERSON_PUT] =
		"INSERT OR REPLACE INTO person (learner, name, birth_precision, "
		"birth_year,"
		" birth_month, birth_day, sex, ward, phone, id_hint, id_token, id_sealed,"
		" representative, salt, tick, device, seq)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STMT_PERSON_IDS] = "SELECT learner FROM person ORDER BY learner",
	[STMT_SEARCH_PUT] = "INSERT OR REPLACE INTO search VALUES (?, ?, ?, ?, ?)",
	[STMT_LEARNER] = "SELECT s.last_seen, s.consent, p.stored, s.consented,"
			 " s.withdrawn,"
			 " (SELECT min(c.day) FROM learner_state g"
			 "  JOIN completion c ON c.learner = g.learner"
			 "  WHERE g.person = s.person AND NOT c.voided)"
			 " FROM learner_state s LEFT JOIN pin p ON p.learner = s.learner"
			 " WHERE s.learner = ?",
	[STMT_LEARNERS_BY_NAME] = "SELECT learner FROM search ORDER BY sort_key, learner",
	[STMT_LEARNERS_LATEST] =
		"SELECT s.learner FROM learner_state s JOIN person p USING (learner)"
		" ORDER BY s.last_tick DESC, s.learner DESC LIMIT ?",
	[STMT_FIND] =
		"SELECT s.learner, p.name, s.sort_key FROM search s JOIN person p USING (learner) "
		"WHERE"
		" (instr(s.folded, ?1) OR instr(s.initials, ?2)) AND"
		" (instr(s.folded, ?3) OR instr(s.initials, ?4)) AND"
		" (instr(s.folded, ?5) OR instr(s.initials, ?6)) AND"
		" (instr(s.folded, ?7) OR instr(s.initials, ?8))",

	/* ── who might be one person ── */
	[STMT_TRAIT_PUT] = "INSERT OR REPLACE INTO trait VALUES (?, ?, ?, ?, ?, ?, ?)",
	/* Candidates for every rung of person_likeness(), with their signatures; the same id
	 * comes with none and is near to all. ward, year, signature, month, day, phone, token */
	[STMT_CANDIDATES] =
		"SELECT learner, -1 FROM person WHERE id_token = ?7"
		" UNION ALL SELECT learner, signature FROM trait"
		"  WHERE ward = ?1 AND ward <> '' AND year = ?2 AND ?2 <> 0"
		" UNION ALL SELECT learner, signature FROM trait"
		"  WHERE ward = ?1 AND ward <> '' AND year IN (?2 - 1, ?2 + 1) AND ?2 <> 0"
		"  AND signature = ?3"
		" UNION ALL SELECT learner, signature FROM trait"
		"  WHERE year = ?2 AND month = ?4 AND day = ?5 AND ?5 <> 0"
		" UNION ALL SELECT learner, signature FROM trait"
		"  WHERE phone = ?6 AND phone <> ''",
	[STMT_ID_NEAR_PUT] = "INSERT OR IGNORE INTO id_near VALUES (?, ?)",
	[STMT_ID_NEAR_DROP] = "DELETE FROM id_near WHERE first = ?1 OR second = ?1",
	[STMT_ID_NEAR_OF] = "SELECT second FROM id_near WHERE first = ?1"
			    " UNION ALL SELECT first FROM id_near WHERE second = ?1",
	[STMT_LIKENESS_DROP] = "DELETE FROM likeness WHERE first = ?1 OR second = ?1",
	[STMT_LIKENESS_PUT] = "INSERT OR REPLACE INTO likeness VALUES (?, ?, ?, ?, 0)",
	[STMT_LIKENESS_WAITING] =
		"UPDATE likeness SET " WAITING " WHERE first = ?1 OR second = ?1",
	[STMT_LIKENESS_COUNT] =
		"SELECT level, count(*) FROM likeness WHERE waiting = 1 GROUP BY level",
	[STMT_SAME_TOKEN] =
		"SELECT o.learner FROM person p JOIN person o ON o.id_token = p.id_token"
		" WHERE p.learner = ?1 AND o.learner <> ?1 ORDER BY o.learner",
	[STMT_SAME_TOKENS] = "SELECT DISTINCT a.learner FROM person a JOIN person b"
			     " ON b.id_token = a.id_token AND b.learner < a.learner"
			     " WHERE a.id_token IS NOT NULL ORDER BY a.learner",
	/* The queue, most alike first; -1 = any level, 0 = from the beginning. */
	[STMT_PAIRS_WAITING] =
		"SELECT first, second, level, reasons, 2, '', 0, '' FROM likeness"
		" WHERE waiting = 1 AND (?1 < 0 OR level = ?1)"
		" ORDER BY level DESC, first, second LIMIT ?2 OFFSET ?3",
	[STMT_PAIRS_DECIDED] =
		"SELECT learner, other, 0, 0, united, staff, at, '' FROM pairing"
		" WHERE united = ?1 ORDER BY at DESC, learner, other LIMIT ?2 OFFSET ?3",
	[STMT_PAIRS_OF] =
		"SELECT first, second, level, reasons, 2, '', 0, '' FROM likeness"
		" WHERE waiting = 1 AND (first = ?1 OR second = ?1)"
		" UNION ALL SELECT learner, other, 0, 0, united, staff, at, '' FROM pairing"
		" WHERE united < 2 AND (learner = ?1 OR other = ?1) ORDER BY 5, 1, 2",

	/* ── what the counts would be if they all were ── */
	[STMT_CLUSTER] = "SELECT cluster FROM cluster WHERE person = ?",
	[STMT_CLUSTER_PUT] = "INSERT INTO cluster VALUES (?, ?)",
	[STMT_CLUSTER_DROP] = "DELETE FROM cluster WHERE cluster = ?",
	[STMT_CLUSTER_PERSONS] = "SELECT person FROM cluster WHERE cluster = ?",
	/* Who waits to be told from, or to be one with, this person; some come twice, which is
	 * cheaper than telling. */
	[STMT_CLUSTER_NEXT] =
		"SELECT o.person FROM learner_state s"
		" JOIN likeness k ON k.first = s.learner AND k.waiting = 1"
		" JOIN learner_state o ON o.learner = k.second WHERE s.person = ?1"
		" UNION ALL SELECT o.person FROM learner_state s"
		" JOIN likeness k ON k.second = s.learner AND k.waiting = 1"
		" JOIN learner_state o ON o.learner = k.first WHERE s.person = ?1",
	[STMT_CLUSTER_SUM] = "SELECT " FACTS " FROM cluster_sum WHERE cluster = ?",
	[STMT_CLUSTER_SUM_PUT] = "INSERT INTO cluster_sum (cluster, " FACTS
				 ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STMT_CLUSTER_SUM_DROP] = "DELETE FROM cluster_sum WHERE cluster = ?",
	[STMT_CLUSTER_SUMS] = "SELECT " FACTS " FROM cluster_sum",
	[STMT_CLUSTER_PARTS] =
		"SELECT " FACTS " FROM contribution JOIN cluster USING (person)",

	[STMT_PIN_PUT] = "INSERT OR REPLACE INTO pin VALUES (?, ?)",
	[STMT_PIN_DROP] = "DELETE FROM pin WHERE learner = ?",
	[STMT_DECLARED_FIRST] = "SELECT day, basis FROM completion WHERE learner = ?"
				" AND kind = 'declared' AND NOT voided"
				" ORDER BY day, tick, device, seq LIMIT 1",
	[STMT_DECLARED] = "SELECT 1 FROM completion WHERE learner = ? AND day = ?"
			  " AND basis = ? AND kind = 'declared'",
	[STMT_ATTENDED] = "SELECT 1 FROM attendance WHERE learner = ? AND day = ?"
			  " AND session = ?",
	[STMT_CLASSES] =
		"SELECT a.session, max(a.day), count(DISTINCT a.day), count(DISTINCT s.person),"
		" count(DISTINCT CASE WHEN c.completed <= ?1 THEN s.person END)"
		" FROM attendance a JOIN learner_state s USING (learner)"
		" LEFT JOIN contribution c ON c.person = s.person"
		" WHERE a.day <= ?1 AND s.registered GROUP BY a.session ORDER BY 2 DESC, 1",
	[STMT_MEETINGS] =
		"SELECT a.day, count(DISTINCT s.person) FROM attendance a"
		" JOIN learner_state s USING (learner) WHERE a.session = ? AND s.registered"
		" GROUP BY a.day ORDER BY a.day DESC",
	[STMT_CLASS_PEOPLE] =
		"SELECT a.learner, s.person, count(*), max(a.day) FROM attendance a"
		" JOIN learner_state s USING (learner) LEFT JOIN search n USING (learner)"
		" WHERE a.session = ? AND a.day BETWEEN ? AND ? AND s.registered"
		" GROUP BY a.learner ORDER BY n.sort_key IS NULL, n.sort_key, a.learner",

	/* ── learning ── */
	[STMT_LESSONS] = "SELECT id_now(lesson), step_now(lesson, step), done,"
			 " epoch, at FROM lesson"
			 " WHERE learner IN " GROUP_OF " ORDER BY 1, at",
	[STMT_ATTEMPTS_OF_PERSON] =
		"SELECT id_now(quiz), finished, percent, passed FROM attempt"
		" WHERE owner IN " GROUP_OF
		" ORDER BY 1, finished = 0, finished_tick, finished, percent",
	[STMT_COMPLETED_DAY] = "SELECT min(day) FROM completion"
			       " WHERE learner IN " GROUP_OF " AND NOT voided",
	[STMT_COMPLETIONS] =
		"SELECT c.learner, c.device, c.seq, c.confirmed, c.kind FROM completion c"
		" JOIN device d ON d.number = c.device"
		" WHERE c.learner IN " GROUP_OF
		" AND NOT c.voided ORDER BY c.day, c.tick, d.id",
	/* Also those that do not count any more. */
	[STMT_FINISHES] =
		"SELECT c.learner, c.device, c.seq, c.kind, c.day, c.basis, c.voided,"
		" c.confirmed, instr(char(10) || ifnull(json_extract(e.body, '$.evidence'), ''),"
		"  char(10) || 'waived ') FROM completion c"
		" JOIN device d ON d.number = c.device"
		" JOIN event e ON e.device = c.device AND e.seq = c.seq"
		" WHERE c.learner IN " GROUP_OF " ORDER BY c.day, c.tick, d.id, c.seq",
	/* What staff said of completions, the last word last. */
	[STMT_FINISH_DEEDS] =
		"SELECT e.device, e.seq, e.kind, e.at, json_extract(e.body, '$.target'),"
		" json_extract(e.body, '$.staff'), json_extract(e.body, '$.reason')"
		" FROM event e JOIN device d ON d.number = e.device"
		" WHERE e.learner = ? AND e.kind IN ('confirmed', 'voided')"
		" ORDER BY e.tick, d.id, e.seq",
	[STMT_VOIDABLE] = "SELECT kind, body FROM event WHERE device = ? AND seq = ?",
	[STMT_ATTEMPT] =
		"SELECT id, learner, id_now(quiz), paper_now(paper), started, finished, percent,"
		" passed, owner FROM attempt WHERE id = ?",
	[STMT_ATTEMPT_OWNER] = "UPDATE attempt SET owner = ? WHERE id = ?",
	/* The last thing done of what completion is made of. */
	[STMT_LAST_DONE] =
		"SELECT max(at) FROM (SELECT at FROM lesson WHERE learner IN " GROUP_OF
		" UNION ALL SELECT finished FROM attempt WHERE owner IN " GROUP_OF ")",
	[STMT_WAIVED] = "SELECT 1 FROM event WHERE learner IN " GROUP_OF
			" AND kind = 'waived' LIMIT 1",
	[STMT_COMPLETION_MOVED] =
		"SELECT device, seq FROM completion"
		" WHERE learner = ? AND voided & 2 ORDER BY day LIMIT 1",
	[STMT_ATTEMPT_OPEN_ID] =
		"SELECT id FROM attempt WHERE owner IN " GROUP_OF
		" AND id_now(quiz) = ?2 AND finished = 0 ORDER BY started DESC, id DESC LIMIT 1",
	[STMT_ATTEMPTS_FINISHED] =
		"SELECT id FROM attempt WHERE owner IN " GROUP_OF
		" AND (?2 IS NULL OR id_now(quiz) = ?2) AND finished <> 0"
		" ORDER BY finished_tick DESC, finished DESC, id DESC",
	[STMT_ANSWERS] = "SELECT position, raw FROM answer WHERE attempt = ?",
	[STMT_PAPER_LATEST] =
		"SELECT paper_now(paper) FROM attempt WHERE owner IN " GROUP_OF
		" AND id_now(quiz) = ?2 ORDER BY finished = 0 DESC,"
		" finished_tick DESC, id DESC LIMIT 1",

	/* ── statistics ── */
	[STMT_SITTING_COUNT] = "SELECT count(*) FROM attempt WHERE finished <> 0",
	[STMT_SITTINGS] =
		"SELECT a.id, s.person, id_now(a.quiz), paper_now(a.paper), a.passed"
		" FROM attempt a"
		" JOIN learner_state s ON s.learner = a.owner"
		" JOIN device d ON d.number = a.id >> 40"
		" WHERE a.finished <> 0 AND NOT a.abandoned AND " MAY_BE_USED
		" ORDER BY s.person, a.finished_tick, d.id, a.id",
	[STMT_SITTING_ANSWERS] = "SELECT id_now(question), grade, raw, score FROM answer"
				 " WHERE attempt = ? ORDER BY position",
	/* A learner has one row a version; of a person with several learners the first answer is
	 * found by its event. What printf makes can be compared as the order of events is. */
	[STMT_CHECKS_FIRST] =
		"SELECT s.person, id_now(c.question), c.grade, c.raw, c.score FROM check_answer c"
		" JOIN learner_state s ON s.learner = c.learner WHERE " MAY_BE_USED
		" ORDER BY s.person, 2, c.grade,"
		" CASE WHEN (SELECT count(*) FROM learner_state o WHERE o.person = s.person)"
		"  > 1 THEN (SELECT min(printf('%020d%s%020d', e.tick, hex(d.id), e.seq))"
		"  FROM event e"
		"  JOIN device d ON d.number = e.device WHERE e.learner = c.learner"
		"  AND e.kind = 'check_answered'"
		"  AND json_extract(e.body, '$.question') = c.question"
		"  AND json_extract(e.body, '$.grade') = c.grade) END",
	[STMT_LESSONS_CHECKED] = "SELECT DISTINCT id_now(lesson) FROM check_answer",
	[STMT_PRACTICES_BEGUN] =
		PRACTICES_RUN "SELECT DISTINCT id_now(practice) FROM named"
			      " WHERE practice IS NOT NULL",
	[STMT_RUNS] = PRACTICES_RUN
	"SELECT s.person, r.learner, r.past = 1, r.screen, r.action, r.tick, d.id,"
	" r.seq FROM practice_run r JOIN learner_state s ON s.learner = r.learner"
	" JOIN device d ON d.number = r.device"
	" WHERE r.practice IN (SELECT practice FROM named WHERE id_now(practice) = ?)"
	" AND " MAY_BE_USED " ORDER BY s.person, r.learner, r.n",

	/* ── whom a change of the course touches ── */
	[STMT_TOUCHED_LESSON] = TOUCHED("lesson", "t.lesson"),
	[STMT_TOUCHED_CHECK] = TOUCHED("check_answer", "t.question"),
	[STMT_TOUCHED_QUIZ] =
		"SELECT id_now(t.quiz), count(DISTINCT s.person) FROM attempt t"
		" JOIN learner_state s ON s.learner = t.owner GROUP BY 1 ORDER BY 1",
	[STMT_TOUCHED_QUESTION] =
		"SELECT id_now(w.question), count(DISTINCT s.person) FROM answer w"
		" JOIN attempt t ON t.id = w.attempt"
		" JOIN learner_state s ON s.learner = t.owner GROUP BY 1 ORDER BY 1",
	[STMT_TOUCHED_PRACTICE] = TOUCHED("practice", "t.practice"),
	[STMT_TOUCHED_TYPING] = TOUCHED("typing", "t.exercise"),

	/* ── the tally ── */
	[STMT_CONTRIBUTION] = "SELECT " FACTS " FROM contribution WHERE person = ?",
	[STMT_CONTRIBUTIONS] = "SELECT " FACTS " FROM contribution",
	[STMT_CONTRIBUTION_FIRST] = "SELECT min(attended) FROM contribution",
	[STMT_CONTRIBUTION_NOW] =
		"SELECT coalesce(p.ward, json_extract(s.erased, '$.ward'), ''),"
		" coalesce(p.sex, json_extract(s.erased, '$.sex'), 0),"
		" coalesce(p.birth_precision, json_extract(s.erased, '$.precision'), 0),"
		" coalesce(p.birth_year, json_extract(s.erased, '$.year'), 0),"
		" coalesce(p.birth_month, json_extract(s.erased, '$.month'), 0),"
		" coalesce(p.birth_day, json_extract(s.erased, '$.day'), 0),"
		" ifnull((SELECT min(day) FROM attendance WHERE learner = "
		"s.learner)," NEVER "), ifnull((SELECT min(day) FROM completion"
		"  WHERE learner = s.learner AND NOT voided)," NEVER
		"), ifnull((SELECT min(max(day, confirmed)) FROM completion"
		"  WHERE learner = s.learner AND NOT voided AND confirmed IS NOT "
		"NULL)," NEVER "), CASE WHEN p.learner IS NULL THEN"
		" ifnull(json_extract(s.erased, '$.verified'), 0)"
		" ELSE p.id_token IS NOT NULL OR p.id_sealed IS NOT NULL END, d.id, l.seq"
		" FROM learner_state s JOIN learner l ON l.id = s.learner"
		" JOIN device d ON d.number = l.device"
		" LEFT JOIN person p ON p.learner = s.learner"
		" WHERE s.person = ? AND s.registered",
	[STMT_CONTRIBUTION_PUT] = "INSERT OR REPLACE INTO contribution (person, " FACTS
				  ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STMT_CONTRIBUTION_DROP] = "DELETE FROM contribution WHERE person = ?",
	[STMT_TALLY_ROW] = "SELECT cells FROM tally WHERE key = ?",
	[STMT_TALLY_PUT] = "INSERT OR REPLACE INTO tally (key, cells) VALUES (?, ?)",
	[STMT_TALLY_DROP] = "DELETE FROM tally WHERE key = ?",
	[STMT_TALLY] = "SELECT cells, key & 0xffffffff FROM tally"
		       " WHERE key BETWEEN ? AND ? ORDER BY key",

	[STMT_TURNS] =
		"SELECT coalesce(p.ward, json_extract(s.erased, '$.ward'), '') AS w,"
		" count(*), count(DISTINCT s.person) FROM attendance a"
		" JOIN learner_state s USING (learner)"
		" LEFT JOIN person p USING (learner)"
		" WHERE a.day BETWEEN ? AND ? AND s.registered GROUP BY w ORDER BY w",

	[STMT_STANDING] = STANDINGS_OF " WHERE s.learner = ?",
	[STMT_STANDINGS] = STANDINGS_OF " WHERE s.registered",
	/* ── what staff did ── */
	[STMT_AUDIT_ADD] = "INSERT INTO audit (at, staff, action, learner, detail)"
			   " VALUES (?, ?, ?, ?, ?)",
	/* Never what somebody typed: reasons and papers stay where they are. */
	[STMT_AUDIT] =
		"SELECT at, staff, action, learner, other, detail FROM"
		" (SELECT e.at, ifnull(json_extract(e.body, '$.staff'), '') AS staff,"
		"   " DEED " AS action, e.learner, " OTHER_LEARNER " AS other,"
		"   CASE e.kind WHEN 'corrected' THEN json_extract(e.body, '$.fields')"
		"   WHEN 'consented' THEN json_extract(e.body, '$.text_version') ||"
		"    iif(json_extract(e.body, '$.represented'), ',representative', '')"
		"   WHEN 'attendance_voided' THEN " SESSION_TOLD
		"   WHEN 'attendance_entered' THEN " SESSION_TOLD
		"   ELSE '' END AS detail, e.device AS a, e.seq AS b"
		"  FROM event e WHERE e.kind IN (" AUDITED ")"
		" UNION ALL SELECT at, staff, action, learner, 0, detail, 0, id FROM audit)"
		" WHERE (?1 = 0 OR learner = ?1 OR other = ?1) AND at >= ?2 AND at < ?3"
		" ORDER BY at DESC, a DESC, b DESC LIMIT ?4",

	[STMT_NOTED] = "SELECT at, staff, action, learner, 0, detail FROM audit"
		       " WHERE action = ? ORDER BY id DESC LIMIT ?",

	[STMT_HELD] =
		"SELECT e.at, " DEED ", (SELECT group_concat(key || '=' || value, '; ')"
		"  FROM json_each(e.body) WHERE value <> '' AND key NOT IN ('grade', 'order',"
		"   'proof', 'paper', 'raw')), e.body FROM event e"
		" JOIN device d ON d.number = e.device WHERE e.learner = ?1"
		" ORDER BY e.tick, d.id, e.seq",
	[STMT_HELD_SETTINGS] = "SELECT 0, 'setting', key || '=' || value,"
			       " json_object(key, value) FROM setting WHERE learner = ?"
			       " ORDER BY key",
	[STMT_SEALED] = "SELECT learner, id_sealed FROM person"
			" WHERE id_sealed IS NOT NULL ORDER BY learner",

	/* ── how long ── */
	[STMT_DUE] = DUE " ORDER BY s.learner",
	[STMT_DUE_OF] = DUE " WHERE s.learner = ?",

	/* ── the centre ── */
	[STMT_CENTRE] = "SELECT name, ward, id_salt, city_key FROM centre",
	[STMT_CENTRE_PUT] = "INSERT INTO centre VALUES (1, ?, ?, ?, ?)",
	[STMT_CENTRE_KEY] = "UPDATE centre SET city_key = ?",
	[STMT_STAFF] = "SELECT id, name, role, password, recovery, closed FROM staff"
		       " WHERE folded = ?",
	[STMT_STAFF_BY_NAME] = "SELECT id FROM staff WHERE folded = ?",
	[STMT_STAFF_ADD] = "INSERT INTO staff (name, folded, role, password, recovery)"
			   " VALUES (?, ?, ?, ?, ?)",
	[STMT_STAFF_PUT] =
		"UPDATE staff SET name = ?, folded = ?, role = ?, password = ?,"
		" recovery = ? WHERE id = ?",
	[STMT_STAFF_LIST] =
		"SELECT id, name, role, password, recovery, closed FROM staff ORDER BY id",
	[STMT_STAFF_BY_ID] =
		"SELECT id, name, role, password, recovery, closed FROM staff"
		" WHERE id = ?",
	[STMT_STAFF_SECRETS] = "UPDATE staff SET password = ?, recovery = ? WHERE id = ?",
	[STMT_STAFF_ALLOW] = "UPDATE staff SET role = ?, closed = ? WHERE id = ?",
	[STMT_STAFF_MANAGERS] =
		"SELECT count(*) FROM staff WHERE closed = 0 AND role = ?",
	[STMT_GUARD] = "SELECT failures, at FROM guard WHERE account = ?",
	[STMT_GUARD_FAILED] = "INSERT INTO guard VALUES (?, 1, ?) ON CONFLICT DO UPDATE"
			      " SET failures = failures + 1, at = excluded.at",
	[STMT_GUARD_REBASE] = "UPDATE guard SET at = ? WHERE account = ?",
	[STMT_GUARD_DROP] = "DELETE FROM guard WHERE account = ?",
	[STMT_SETTING] = "SELECT value FROM setting WHERE learner = ? AND key = ?",
	[STMT_SETTING_PUT] = "INSERT OR REPLACE INTO setting VALUES (?, ?, ?)",
	[STMT_SETTING_DROP] = "DELETE FROM setting WHERE learner = ? AND key = ?",
	[STMT_POPULATION_PUT] =
		"INSERT INTO population (definition, ward, day, people, source,"
		" entered_by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
	[STMT_POPULATION_LIST] =
		"SELECT p.ward, p.people, p.source, p.day, p.entered_by FROM population p"
		" WHERE p.definition = ?1 AND p.id = (SELECT q.id FROM population q"
		"  WHERE q.definition = ?1 AND q.ward = p.ward AND q.day <= ?2"
		"  ORDER BY q.day DESC, q.id DESC LIMIT 1) ORDER BY p.ward",
};

const char *statement_sql(int id)
{
	return id >= 0 && id < STATEMENTS ? sql[id] : NULL;
}
