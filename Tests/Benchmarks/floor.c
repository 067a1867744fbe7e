/* The floor's loop: j k g G move, Enter opens, Tab changes pane, q goes back and ends.
       floor ROWS                    rows made up
       floor-pg CONNECTION ROWS      the first rows of the inbox at CONNECTION (built with floor_pg.c) */
#include "floor.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static int selected, top;
static struct thread *thread;
static bool in_list = true, has_thread;

static int height(void) { return LINES - 4; }
static int shown(void) { return height() / 2; }
static bool is_wide(void) { return COLS >= 100; }
static bool has_panel(void) { return COLS >= 150; }
/* 0 where there is no room for them beside the rest. */
static int views_width(void) { return COLS >= (has_thread ? 179 : 150) ? 30 : 0; }
static int list_left(void) { return views_width() ? views_width() + 1 : 0; }
static int list_width(void) {
    int width = COLS * 2 / 5 - (has_panel() ? 28 : 0);
    return !has_thread ? COLS - list_left() : width < 44 ? 44 : width;
}
static int thread_left(void) { return is_wide() ? list_left() + list_width() + 1 : 0; }
static int panel_left(void) { return has_panel() ? COLS - 39 : 0; }

static void draw_list_row(int index) {
    enum ground ground = index != selected ? PLAIN : in_list ? SELECTED : INACTIVE;
    draw_row(index, 2 + (index - top) * 2, list_left(), list_width(), ground);
}

static void draw_list(void) {
    for (int i = top; i < top + shown(); i++) draw_list_row(i);
    if (height() % 2) blank(PLAIN, TEXT, LINES - 3, list_left(), list_width());
}

static void draw_opened(void) {
    int left = thread_left(), panel = panel_left();
    draw_thread(thread, 2, left, (panel ? panel : COLS) - left, height(), panel);
}

static void draw_all(void) {
    erase();
    draw_header();
    if (views_width()) draw_views(2, views_width(), height());
    if (!thread || is_wide()) draw_list();
    if (thread) draw_opened();
    draw_rules(views_width(), thread && is_wide() ? thread_left() - 1 : 0, thread ? panel_left() : 0);
    draw_footer(row_count ? &rows[selected] : NULL, !in_list);
}

/* Moves the selection and draws only what that changes; rows scrolled beside the views at most are left to the terminal. */
static void select_row(int index) {
    int old = selected, old_top = top;
    selected = index < 0 ? 0 : index >= row_count ? row_count - 1 : index;
    if (selected < top) top = selected;
    if (selected >= top + shown()) top = selected - shown() + 1;
    if (old == selected) return;
    if (top != old_top && abs(top - old_top) < shown() && !thread) {
        setscrreg(2, 1 + shown() * 2);
        scrollok(stdscr, TRUE);
        scrl((top - old_top) * 2);
        scrollok(stdscr, FALSE);
        if (views_width()) draw_views(2, views_width(), height());
        for (int i = top; i < top + shown(); i++)
            if (i == old || i == selected || i < old_top || i >= old_top + shown()) draw_list_row(i);
    } else if (top != old_top) {
        draw_list();
    } else {
        draw_list_row(old);
        draw_list_row(selected);
    }
    draw_footer(&rows[selected], false);
}

static void open_selected(void) {
    close_thread(thread);
    in_list = false, has_thread = true;
    thread = open_thread(&rows[selected], (has_panel() ? panel_left() : COLS) - thread_left(), has_panel());
    draw_all();
}

static bool handle(wint_t key) {
    switch (key) {
    case KEY_RESIZE: draw_all(); break;
    case 'L' & 31: clearok(stdscr, TRUE); break;
    case '\t': if (thread && is_wide()) { in_list = !in_list; draw_all(); } break;
    case '\r': if (in_list && row_count) open_selected(); break;
    case 'q':
        if (!thread) return false;
        close_thread(thread);
        thread = NULL, in_list = true, has_thread = false;
        draw_all();
        break;
    case 'j': if (in_list) select_row(selected + 1); else scroll_thread(thread, -1, height() - 2), draw_opened(); break;
    case 'k': if (in_list) select_row(selected - 1); else scroll_thread(thread, 1, height() - 2), draw_opened(); break;
    case 'g': if (in_list) select_row(0); break;
    case 'G': if (in_list) select_row(row_count - 1); break;
    }
    return true;
}

int main(int count, char **words) {
    if (!setlocale(LC_ALL, "")) setlocale(LC_ALL, "C.UTF-8");
    open_data(count > 2 ? words[1] : "", atoi(count > 1 ? words[count - 1] : "10000"));
    initscr();
    raw();
    noecho();
    nonl();
    typeahead(-1);
    set_escdelay(25);
    idlok(stdscr, TRUE);
    curs_set(0);
    leaveok(stdscr, TRUE);
    start_colors();
    draw_all();
    /* Keys are read through a pad, because reading from a window shows it first: what was typed ahead is one frame. */
    WINDOW *keys = newpad(1, 1);
    wint_t key;
    bool goes_on = true;
    keypad(keys, TRUE);
    while (goes_on) {
        refresh();
        nodelay(keys, FALSE);
        if (wget_wch(keys, &key) == ERR) break;
        nodelay(keys, TRUE);
        do goes_on = handle(key);
        while (goes_on && wget_wch(keys, &key) != ERR);
    }
    endwin();
    return 0;
}
