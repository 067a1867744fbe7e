/* The floor: the least that a careful C program does to show the inbox that riad shows. Same rows, same panes, same
   colours; no themes, no languages, no live updates. What riad costs is measured against it. */
#ifndef FLOOR_H
#define FLOOR_H

#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <time.h>
#include <wchar.h>

/* What something is written in; each has a colour and a weight, see floor_text.c. */
enum ink {
    TEXT, DIM, MINE, RULE, TITLE, LABEL, VALUE,
    HEADER, HEADER_TITLE, HEADER_COUNT, HEADER_DIM, LIVE, FOOTER, FOOTER_KEY, FOOTER_DIM,
    ROW, BAR, UNREAD, URGENT, HIGH, MEDIUM, LOW,
    NEW, ACTIVE, WAITING, TRANSFERRED, RESOLVED, CLOSED, ARCHIVED,
    LATE, SOON, FINE, AGE, CHANNEL, ZONE, TAG,
    GUEST, AGENT, BOT, NOTE_BAR, SYSTEM, CLOCK, DAY, ATTACHMENT, DELIVERY, INKS
};

/* What it lies on. */
enum ground { PLAIN, SELECTED, INACTIVE, TOP, BOTTOM, NOTE, GROUNDS };

/* A line of text ready for cells: control characters, joiners and the like are gone. */
struct text {
    wchar_t *chars;
    unsigned char *widths;
    int count, cells;
};

struct conversation {
    char id[40];
    int state, prio, channel, unread;
    time_t last_at, due_at, owed_since; /* due_at is 0 where no answer is owed */
    char due_sign; /* what is due: 0 an answer, 'W' before WhatsApp's window closes, 'A' before the guest arrives */
    bool is_mine, is_assigned, from_guest;
    struct text guest, property, preview, assignee, zone, district, stay;
};

struct message {
    time_t at;
    bool is_internal, is_mine;
    int sender, delivery;
    struct text name, attachment;
    struct text *lines; /* as written, before wrapping */
    int line_count;
};

/* A line beside a thread; ink: h heading, v value, d dim, b bar, t tag. */
struct panel_line {
    char ink;
    struct text words;
};

/* floor_text.c */
void start_colors(void);
struct text make_text(const char *utf8);
struct text *make_lines(const char *utf8, int *count);
void style(enum ground, enum ink);
void blank(enum ground, enum ink, int y, int x, int cells);
int put(int y, int x, int room, const struct text *, int from, int count);
int fitting(const struct text *, int from, int cells);

/* A row that is written from both ends, as riad's views do. */
struct line { int y, left, right; enum ground ground; };
void add(struct line *, const struct text *, enum ink, int gap);
void add_words(struct line *, const char *ascii, enum ink, int gap);
void add_right(struct line *, const struct text *, enum ink, int gap, int cells);
void add_words_right(struct line *, const char *utf8, enum ink, int gap);

/* floor_data.c or floor_pg.c */
extern struct conversation *rows;
extern int row_count;
void open_data(const char *where, int limit);
struct message *read_thread(const struct conversation *, int *count);
struct panel_line *read_panel(const struct conversation *, int *count);

/* floor_list.c */
extern const char *const state_names[], *const prio_names[], *const channel_names[];
enum ink state_ink(int), prio_ink(int);
int nearness(const struct conversation *, time_t now);
void age_of(const struct conversation *, char *, enum ink *);
void draw_row(int index, int y, int x, int width, enum ground);
void draw_header(void);
void draw_footer(const struct conversation *, bool in_thread);
void draw_views(int y, int width, int height);
void draw_rules(int views, int split, int panel);

/* floor_thread.c */
struct thread;
struct thread *open_thread(const struct conversation *, int width, bool with_panel);
void close_thread(struct thread *);
void draw_thread(struct thread *, int y, int x, int width, int height, int panel);
void scroll_thread(struct thread *, int lines, int height);

#endif
