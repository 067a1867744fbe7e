#ifndef RIAD_CNCURSES_H
#define RIAD_CNCURSES_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>

// What Swift can't import: mutable globals, macros, and capability strings with -1 for "absent".

/// Starts the library on standard input and an output stream; NULL if the terminal type is unknown. Restores the signal
/// handlers that the library replaces: the event loop handles signals.
static inline SCREEN *riad_newterm(const char *type, FILE *output) {
    const int numbers[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    struct sigaction earlier[4];
    for (int i = 0; i < 4; i++) sigaction(numbers[i], NULL, &earlier[i]);
    SCREEN *screen = newterm(type, output, stdin);
    for (int i = 0; i < 4; i++) sigaction(numbers[i], &earlier[i], NULL);
    return screen;
}

/// The window that covers the screen.
static inline WINDOW *riad_screen_window(void) { return stdscr; }

/// Makes the next flush redraw everything.
static inline void riad_repaint(void) { clearok(curscr, TRUE); }

static inline int riad_colors(void) { return COLORS; }
static inline int riad_color_pairs(void) { return COLOR_PAIRS; }

/// A string capability by its terminfo name; NULL if absent.
static inline const char *riad_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/// A flag capability by its terminfo name; false for an unknown name too.
static inline bool riad_flag(const char *name) { return tigetflag(name) == 1; }

/// Converts attribute bits: 1 bold, 2 dim, 4 italic, 8 underline, 16 reverse.
static inline attr_t riad_attributes(unsigned bits) {
    attr_t attributes = A_NORMAL;
    if (bits & 1) attributes |= A_BOLD;
    if (bits & 2) attributes |= A_DIM;
    if (bits & 4) attributes |= A_ITALIC;
    if (bits & 8) attributes |= A_UNDERLINE;
    if (bits & 16) attributes |= A_REVERSE;
    return attributes;
}

/// Fills a cell with a base and up to two marks (0: none); pair numbers above 255 are stored outside the attributes.
static inline void riad_set_cell(cchar_t *cell, uint64_t glyph, attr_t attributes, int pair) {
    cell->attr = attributes | (attr_t)COLOR_PAIR(pair < 255 ? pair : 255);
    cell->ext_color = pair;
    cell->chars[0] = (wchar_t)(glyph & 0x1fffff);
    cell->chars[1] = (wchar_t)((glyph >> 21) & 0x1fffff);
    cell->chars[2] = (wchar_t)((glyph >> 42) & 0x1fffff);
    cell->chars[3] = 0;
    cell->chars[4] = 0;
}

/// Scrolls the rows from `top` to `bottom` up by `distance`, or down if negative; blanks the exposed rows.
static inline void riad_scroll(int top, int bottom, int distance) {
    scrollok(stdscr, TRUE);
    setscrreg(top, bottom);
    scrl(distance);
    setscrreg(0, LINES - 1);
    scrollok(stdscr, FALSE);
}

static inline int riad_add_cells(int row, int column, const cchar_t *cells, int count) {
    return mvwadd_wchnstr(stdscr, row, column, cells, count);
}

#endif
