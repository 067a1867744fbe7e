/* The list with its two lines a row, the views beside it, the header, the footer, the rules. */
#include "floor.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const state_names[] = {"NOUVELLE", "EN_COURS", "EN_ATTENTE", "TRANSFÉRÉE", "RÉSOLUE", "CLÔTURÉE", "ARCHIVÉE", NULL};
const char *const prio_names[] = {"low", "medium", "high", "urgent"};
const char *const channel_names[] = {"whatsapp", "email", "beds24", "direct", "sms", NULL};
static struct text states[7], channels[5], prios[4], dot, arrow, nobody, you, no_zone, unknown;

enum ink state_ink(int state) { return NEW + (enum ink)state; }
enum ink prio_ink(int prio) { return URGENT + (enum ink)(3 - prio); }

static void prepare(void) {
    static const char *const channel_signs[] = {"WA", "EM", "B2", "DI", "SM"};
    static const char *const prio_signs[] = {"·", " ", "!", "‼"};
    for (int i = 0; i < 7; i++) states[i] = make_text(state_names[i]);
    for (int i = 0; i < 5; i++) channels[i] = make_text(channel_signs[i]);
    for (int i = 0; i < 4; i++) prios[i] = make_text(prio_signs[i]);
    dot = make_text("·"), arrow = make_text("↩ "), nobody = make_text("–"), you = make_text("you");
    no_zone = make_text("no zone"), unknown = make_text("unknown guest");
}

static void span(char *out, long minutes) {
    if (minutes < 0) minutes = 0;
    if (minutes < 60) sprintf(out, "%ldm", minutes);
    else if (minutes < 1440) sprintf(out, "%ldh", minutes / 60);
    else if (minutes < 144000) sprintf(out, "%ldd", minutes / 1440);
    else sprintf(out, "%ldw", minutes / 10080);
}

/* 0 late; 1 soon: less than a fifth of the time, or than ten minutes, is left; 2 further off. */
int nearness(const struct conversation *row, time_t now) {
    long left = row->due_at - now, warning = (row->due_at - row->owed_since) / 5;
    return left < 0 ? 0 : left < (warning > 600 ? warning : 600) ? 1 : 2;
}

/* How late the next deadline is, or how far off, with a sign where it isn't an answer's; else how old the last message. */
void age_of(const struct conversation *row, char *out, enum ink *ink) {
    time_t now = time(NULL);
    long left = (row->due_at - now) / 60;
    *ink = AGE;
    if (!row->due_at) {
        span(out, (now - row->last_at) / 60);
        return;
    }
    int near = nearness(row, now);
    *ink = near == 0 ? LATE : near == 1 ? SOON : FINE;
    if (row->due_sign) out += sprintf(out, row->due_sign == 'W' ? "W" : "→");
    *out++ = near == 0 ? '-' : '+';
    span(out, left < 0 ? -left : left > 1 ? left : 1);
}

/* Narrow characters at the right edge of so many cells, a gap before what follows. */
static void add_number(struct line *line, const char *number, enum ink ink, int cells) {
    int length = 0;
    line->right -= cells + 1;
    for (const char *c = number; *c; c++) length += (*c & 0xC0) != 0x80;
    if (!length) return;
    style(line->ground, ink);
    mvaddstr(line->y, line->right + cells - length, number);
}

static void draw_first(const struct conversation *row, int y, int x, int width, enum ground ground) {
    struct line line = {y, x + 1, x + width, ground};
    char number[24];
    enum ink ink;
    add(&line, &prios[row->prio], prio_ink(row->prio), 0);
    line.left++;
    if (row->unread > 99) sprintf(number, "99+");
    else sprintf(number, row->unread ? "%d" : "", row->unread);
    line.right--;
    add_number(&line, number, UNREAD, 3);
    age_of(row, number, &ink);
    add_number(&line, number, ink, 5);
    add_right(&line, &channels[row->channel], CHANNEL, 1, 2);
    if (width >= 76) {
        const struct text *assignee = row->is_mine ? &you : row->assignee.count ? &row->assignee : &nobody;
        add_right(&line, assignee, row->is_mine ? MINE : DIM, 2, width >= 110 ? 18 : 14);
        if (width >= 110) add_right(&line, row->zone.count ? &row->zone : &no_zone, ZONE, 2, 20);
    }
    line.right -= 2;
    line.left++;
    add(&line, row->guest.count ? &row->guest : &unknown, row->unread ? UNREAD : ROW, 0);
    if (row->property.count) {
        add(&line, &dot, DIM, 1);
        add(&line, &row->property, ROW, 1);
    }
    if (width < 76 && row->district.cells + 2 <= line.right - line.left) add(&line, &row->district, ZONE, 2);
}

static void draw_second(const struct conversation *row, int y, int x, int width, enum ground ground) {
    struct line line = {y, x + 3, x + width - 1, ground};
    add_right(&line, &states[row->state], state_ink(row->state), 1, states[row->state].cells);
    if (row->is_mine && width < 76) add_right(&line, &you, MINE, 1, 3);
    line.right -= 2;
    if (!row->from_guest) add(&line, &arrow, DIM, 0);
    add(&line, &row->preview, row->unread ? ROW : DIM, 0);
}

void draw_row(int index, int y, int x, int width, enum ground ground) {
    if (!states[0].count) prepare();
    for (int line = 0; line < 2; line++) {
        blank(ground, ROW, y + line, x, width);
        if (ground != PLAIN && index < row_count) {
            style(ground, BAR);
            mvaddnwstr(y + line, x, L"▌", 1);
        }
    }
    if (index >= row_count) return;
    draw_first(&rows[index], y, x, width, ground);
    draw_second(&rows[index], y + 1, x, width, ground);
}

void draw_header(void) {
    time_t now = time(NULL);
    char clock[16];
    int gap = COLS >= 100 ? 3 : 2, mine = 0, free_ones = 0;
    struct line line = {0, 0, COLS, TOP};
    strftime(clock, sizeof clock, " %H:%M ", localtime(&now));
    for (int i = 0; i < row_count; i++) mine += rows[i].is_mine, free_ones += !rows[i].is_assigned;
    blank(TOP, HEADER, 0, 0, COLS);
    add_words_right(&line, clock, HEADER, 0);
    add_words_right(&line, COLS >= 100 ? "● live" : "●", LIVE, 1);
    add_words(&line, " riad ", HEADER_TITLE, 0);
    add_words(&line, "Inbox", HEADER, 1);
    const struct { const char *name; int count; } counts[] = {
        {"mine", mine}, {"unassigned", free_ones}, {"open", row_count},
    };
    for (int i = 0; i < 3; i++) {
        char number[16];
        sprintf(number, "%d", counts[i].count);
        add_words(&line, counts[i].name, HEADER_DIM, gap);
        add_words(&line, number, HEADER_COUNT, 1);
    }
    int room = line.right - line.left;
    if (room > 13) add_words_right(&line, room >= 29 ? "state:open order:priority" : "state:open", HEADER_DIM, 2);
}

/* The keys that mean something here. An agent answers and claims what is nobody's, and changes only what is theirs: what
   can't be done on this row is dim. */
void draw_footer(const struct conversation *row, bool in_thread) {
    struct line line = {LINES - 1, 1, COLS - 1, BOTTOM};
    bool is_free = row && !row->is_assigned, is_mine = row && row->is_mine;
    const struct { const char *key, *title; bool shown, possible; } hints[] = {
        {"Enter", "open", !in_thread && row, true}, {"r", "reply", row, is_mine || is_free}, {"i", "note", row, true},
        {"c", "claim", row, is_free}, {"n", "take next", true, true}, {"/", "filter", !in_thread, true},
        {"s", "state", row, is_mine}, {"e", "details", in_thread, true}, {"f", "states", !in_thread, true},
        {"w", "zones", !in_thread, true}, {"V", "views", true, true}, {"o", "order", !in_thread, true},
        {"S", "search", true, true}, {"J", "next", in_thread, true}, {"Esc", "back", true, true},
    };
    int gap = COLS < 100 ? 2 : 3;
    blank(BOTTOM, FOOTER, LINES - 1, 0, COLS);
    add_words_right(&line, "command", FOOTER, 0);
    add_words_right(&line, ":", FOOTER_KEY, 1);
    line.right -= gap;
    add_words_right(&line, "help", FOOTER, 0);
    add_words_right(&line, "?", FOOTER_KEY, 1);
    line.right -= 2;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        struct text key, title;
        if (!hints[i].shown) continue;
        key = make_text(hints[i].key), title = make_text(hints[i].title);
        if (key.cells + title.cells + 1 <= line.right - line.left) {
            add(&line, &key, hints[i].possible ? FOOTER_KEY : FOOTER_DIM, 0);
            add(&line, &title, hints[i].possible ? FOOTER : FOOTER_DIM, 1);
            line.left += gap;
            if (line.left > line.right) line.left = line.right;
        }
        free(key.chars), free(key.widths), free(title.chars), free(title.widths);
    }
}

/* The views at the left: every console's, then one's own and the shared ones of the demo. A line without a digit is a heading.
   Their counts are of the rows that are here. */
void draw_views(int y, int width, int height) {
    enum counted { NOTHING, MY_OWN, FREE, ALL };
    static const struct { const char *digit, *name; enum counted counted; } lines[] = {
        {"0", "• my zones", ALL}, {"1", "  mine", MY_OWN}, {"2", "  unassigned", FREE}, {"3", "  all open", ALL},
        {"4", "  finished", NOTHING}, {"", "", NOTHING}, {"", "Your own", NOTHING}, {"5", "  À relancer", MY_OWN},
        {"", "", NOTHING}, {"", "Shared", NOTHING}, {"6", "  Urgent, à prendre", FREE}, {"7", "  Prochaines échéances", ALL},
        {"8", "  Marrakech, nouvelles", FREE}, {"9", "  Transférées", NOTHING},
    };
    enum { COUNT = sizeof lines / sizeof *lines };
    static struct text digits[COUNT], names[COUNT], numbers[COUNT];
    if (!digits[0].count) {
        int counts[] = {[ALL] = row_count};
        for (int i = 0; i < row_count; i++) counts[MY_OWN] += rows[i].is_mine, counts[FREE] += !rows[i].is_assigned;
        for (int i = 0; i < COUNT; i++) {
            char number[16] = "";
            if (lines[i].counted) sprintf(number, "%d", counts[lines[i].counted]);
            digits[i] = make_text(lines[i].digit), names[i] = make_text(lines[i].name), numbers[i] = make_text(number);
        }
    }
    for (int i = 0; i < COUNT && i < height; i++) {
        bool is_heading = !*lines[i].digit;
        struct line line = {y + i, 1, width - 1, i ? PLAIN : INACTIVE};
        blank(line.ground, ROW, y + i, 0, width);
        if (!i) {
            style(line.ground, BAR);
            mvaddnwstr(y, 0, L"▌", 1);
        }
        add_right(&line, &numbers[i], i ? DIM : UNREAD, 0, numbers[i].cells);
        add(&line, &digits[i], DIM, 0);
        add(&line, &names[i], is_heading ? DIM : i ? ROW : UNREAD, !is_heading);
    }
    for (int i = COUNT; i < height; i++) blank(PLAIN, ROW, y + i, 0, width);
}

/* Rules under the header and above the footer, and upright ones at the panes' edges (0: none). */
void draw_rules(int views, int split, int panel) {
    style(PLAIN, RULE);
    for (int x = 0; x < COLS; x++) {
        bool joins = (views && x == views) || (split && x == split) || (panel && x == panel);
        mvaddnwstr(1, x, joins ? L"┬" : L"─", 1);
        mvaddnwstr(LINES - 2, x, joins ? L"┴" : L"─", 1);
    }
    for (int y = 2; y < LINES - 2; y++) {
        if (views) mvaddnwstr(y, views, L"│", 1);
        if (split) mvaddnwstr(y, split, L"│", 1);
        if (panel) mvaddnwstr(y, panel, L"│", 1);
    }
}
