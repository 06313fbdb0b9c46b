/* What every HTML page carries besides its numbers: style and script, as constants, so
 * that the page's own content security policy can name them by their SHA-256 and forbid
 * everything else. tests/scripts/html.sh computes the hashes anew.
 *
 * Arrays of parts, as C wants strings under 4096 bytes; NULL at the end.
 */
#ifndef REPORT_HTML_STYLE_H
#define REPORT_HTML_STYLE_H

extern const char *const html_style[], *const html_script[];
extern const char html_style_hash[], html_script_hash[]; /* "sha256-…" */

#endif
