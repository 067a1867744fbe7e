/* Text for cells, colours, and the row that is written from both ends. */
#include "floor.h"
#include <stdlib.h>
#include <string.h>

/* Foreground and weight of each ink, background of each ground: the default theme, in xterm's 256 colours. */
enum { WHITE = 255, SOFT = 146, LINE = 61, ACCENT = 221, WARNING = 223, ERROR = 217, GOOD = 115, OWN = 117, LINK = 153 };
static const struct { short color; attr_t weight; } inks[INKS] = {
    [TEXT] = {WHITE, 0}, [DIM] = {SOFT, 0}, [MINE] = {OWN, 0}, [RULE] = {LINE, 0}, [TITLE] = {WHITE, A_BOLD},
    [LABEL] = {SOFT, 0}, [VALUE] = {WHITE, 0}, [HEADER] = {WHITE, 0}, [HEADER_TITLE] = {ACCENT, A_BOLD},
    [HEADER_COUNT] = {WHITE, A_BOLD}, [HEADER_DIM] = {SOFT, 0}, [LIVE] = {GOOD, 0}, [FOOTER] = {WHITE, 0},
    [FOOTER_KEY] = {ACCENT, 0}, [FOOTER_DIM] = {SOFT, 0}, [ROW] = {WHITE, 0}, [BAR] = {ACCENT, 0}, [UNREAD] = {WHITE, A_BOLD},
    [URGENT] = {ERROR, A_BOLD}, [HIGH] = {WARNING, A_BOLD}, [MEDIUM] = {WHITE, 0}, [LOW] = {SOFT, 0},
    [NEW] = {ACCENT, 0}, [ACTIVE] = {OWN, 0}, [WAITING] = {SOFT, 0}, [TRANSFERRED] = {WARNING, 0},
    [RESOLVED] = {GOOD, 0}, [CLOSED] = {SOFT, 0}, [ARCHIVED] = {SOFT, A_ITALIC}, [LATE] = {ERROR, A_BOLD},
    [SOON] = {WARNING, 0}, [FINE] = {SOFT, 0}, [AGE] = {SOFT, 0}, [CHANNEL] = {SOFT, 0}, [ZONE] = {SOFT, 0}, [TAG] = {LINK, 0},
    [GUEST] = {WHITE, A_BOLD}, [AGENT] = {OWN, 0}, [BOT] = {OWN, A_ITALIC}, [NOTE_BAR] = {222, A_BOLD},
    [SYSTEM] = {SOFT, A_ITALIC}, [CLOCK] = {SOFT, 0}, [DAY] = {SOFT, 0}, [ATTACHMENT] = {LINK, 0}, [DELIVERY] = {SOFT, 0},
};
static const short grounds[GROUNDS] = {
    [PLAIN] = 17, [SELECTED] = 18, [INACTIVE] = 17, [TOP] = 17, [BOTTOM] = 17, [NOTE] = 236,
};
static short pairs[GROUNDS][INKS];

void start_colors(void) {
    start_color();
    use_default_colors();
}

/* A pair of colours gets a number when it is first used; equal pairs share one. */
static short pair_of(enum ground ground, enum ink ink) {
    static struct { short fg, bg; } known[256];
    static short count = 1;
    short fg = inks[ink].color, bg = grounds[ground], number = 1;
    while (number < count && (known[number].fg != fg || known[number].bg != bg)) number++;
    if (number == count) {
        init_pair(number, fg, bg);
        known[count].fg = fg;
        known[count++].bg = bg;
    }
    return pairs[ground][ink] = number;
}

void style(enum ground ground, enum ink ink) {
    short pair = pairs[ground][ink] ? pairs[ground][ink] : pair_of(ground, ink);
    attr_set(inks[ink].weight, pair, NULL);
}

void blank(enum ground ground, enum ink ink, int y, int x, int cells) {
    cchar_t cell;
    short pair = pairs[ground][ink] ? pairs[ground][ink] : pair_of(ground, ink);
    setcchar(&cell, L" ", inks[ink].weight, pair, NULL);
    mvhline_set(y, x, &cell, cells);
}

/* What terminals disagree on is left out: joiners with what they join, variation selectors, skin tones. */
static bool is_invisible(wchar_t c) {
    return c == 0xAD || c == 0x34F || c == 0x20E3 || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c < 0xE1000) ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0x180B && c <= 0x180F);
}

static struct text shape(const wchar_t *from, size_t length) {
    struct text text = {malloc((length + 1) * sizeof(wchar_t)), malloc(length + 1), 0, 0};
    bool joined = false;
    for (size_t i = 0; i < length; i++) {
        wchar_t c = from[i];
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
        if (c >= 0x1F1E6 && c <= 0x1F1FF) c = c - 0x1F1E6 + 'A';
        if (c == 0x200D) joined = text.count > 0;
        if (c == 0x200D || is_invisible(c)) continue;
        if (joined && c > 0x2000) { joined = false; continue; }
        joined = false;
        int width = c < 0x7F && c >= ' ' ? 1 : wcwidth(c);
        if (width < 0) { c = 0xFFFD; width = 1; }
        text.chars[text.count] = c;
        text.widths[text.count++] = (unsigned char)width;
        text.cells += width;
    }
    text.chars[text.count] = 0;
    return text;
}

struct text make_text(const char *utf8) {
    size_t length = strlen(utf8);
    wchar_t *wide = malloc((length + 1) * sizeof(wchar_t));
    size_t count = mbstowcs(wide, utf8, length + 1);
    struct text text = shape(wide, count == (size_t)-1 ? 0 : count);
    free(wide);
    return text;
}

struct text *make_lines(const char *utf8, int *count) {
    size_t length = strlen(utf8);
    wchar_t *wide = malloc((length + 1) * sizeof(wchar_t)), *end;
    size_t wides = mbstowcs(wide, utf8, length + 1);
    wide[wides == (size_t)-1 ? 0 : wides] = 0;
    *count = 1;
    for (wchar_t *c = wide; *c; c++) *count += *c == '\n';
    struct text *lines = malloc((size_t)*count * sizeof *lines);
    wchar_t *start = wide;
    for (int i = 0; i < *count; i++, start = end + 1) {
        end = wcschrnul(start, '\n');
        lines[i] = shape(start, (size_t)(end - start));
    }
    free(wide);
    return lines;
}

/* How many characters from one on fit into so many cells, marks of the last one included. */
int fitting(const struct text *text, int from, int cells) {
    int i = from;
    while (i < text->count && cells >= text->widths[i]) cells -= text->widths[i++];
    return i - from;
}

/* Writes characters where they fit, and the cells that they took. */
int put(int y, int x, int room, const struct text *text, int from, int count) {
    int fit = fitting(text, from, room), cells = 0;
    if (count > fit) count = fit;
    if (count <= 0) return 0;
    mvaddnwstr(y, x, text->chars + from, count);
    for (int i = from; i < from + count; i++) cells += text->widths[i];
    return cells;
}

void add(struct line *line, const struct text *text, enum ink ink, int gap) {
    int room = line->right - line->left - gap;
    if (!text->count || room <= 0) return;
    style(line->ground, ink);
    if (text->cells <= room) {
        line->left += gap + put(line->y, line->left + gap, room, text, 0, text->count);
        return;
    }
    int used = put(line->y, line->left + gap, room - 1, text, 0, text->count);
    mvaddnwstr(line->y, line->left + gap + used, L"…", 1);
    line->left += gap + used + 1;
}

void add_right(struct line *line, const struct text *text, enum ink ink, int gap, int cells) {
    if (line->right - line->left < cells + gap) return;
    line->right -= cells + gap;
    struct line field = {line->y, line->right, line->right + cells, line->ground};
    add(&field, text, ink, 0);
}

void add_words(struct line *line, const char *utf8, enum ink ink, int gap) {
    struct text text = make_text(utf8);
    add(line, &text, ink, gap);
    free(text.chars);
    free(text.widths);
}

void add_words_right(struct line *line, const char *utf8, enum ink ink, int gap) {
    struct text text = make_text(utf8);
    add_right(line, &text, ink, gap, text.cells);
    free(text.chars);
    free(text.widths);
}
