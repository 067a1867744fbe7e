/* An open thread: its title, its messages wrapped to the pane, and beside it the guest where the screen is wide. */
#include "floor.h"
#include "floor_queries.h"
#include <stdio.h>
#include <stdlib.h>

struct row { const struct message *message; const struct text *text; int from, count; char kind; };
struct thread {
    const struct conversation *of;
    struct message *messages;
    int message_count;
    struct row *lines;
    int line_count, offset, indent, body;
    struct panel_line *panel;
    int panel_count;
};

static void push(struct thread *thread, struct row row) {
    if ((thread->line_count & (thread->line_count - 1)) == 0) {
        int room = thread->line_count ? thread->line_count * 2 : 1;
        thread->lines = realloc(thread->lines, (size_t)room * sizeof row);
    }
    thread->lines[thread->line_count++] = row;
}

static void wrap(struct thread *thread, const struct message *message, const struct text *text) {
    int from = 0;
    do {
        int count = fitting(text, from, thread->body), end = from + count;
        if (end < text->count && count > 0) {
            int space = end;
            while (space > from && text->chars[space] != ' ') space--;
            if (space > from) end = space;
        }
        push(thread, (struct row){message, text, from, end - from, 'b'});
        from = end > from || end == text->count ? end : end + 1;
        while (from < text->count && text->chars[from] == ' ') from++;
    } while (from < text->count);
}

static void lay_out(struct thread *thread) {
    int day = -1;
    if (thread->message_count < THREAD_LIMIT) push(thread, (struct row){NULL, NULL, 0, 0, 's'});
    for (int i = 0; i < thread->message_count; i++) {
        const struct message *message = &thread->messages[i];
        int this_day = localtime(&message->at)->tm_yday;
        if (this_day != day) push(thread, (struct row){message, NULL, 0, 0, 'd'});
        day = this_day;
        push(thread, (struct row){message, NULL, 0, 0, 'h'});
        for (int line = 0; line < message->line_count; line++) wrap(thread, message, &message->lines[line]);
        if (message->attachment.count) push(thread, (struct row){message, &message->attachment, 0, 0, 'a'});
        if (i + 1 < thread->message_count) push(thread, (struct row){message, NULL, 0, 0, ' '});
    }
}

struct thread *open_thread(const struct conversation *conversation, int width, bool with_panel) {
    struct thread *thread = calloc(1, sizeof *thread);
    thread->of = conversation;
    thread->indent = width >= 44 ? 8 : 3;
    thread->body = width - thread->indent - 1 > 92 ? 92 : width - thread->indent - 1;
    thread->messages = read_thread(conversation, &thread->message_count);
    if (with_panel) thread->panel = read_panel(conversation, &thread->panel_count);
    lay_out(thread);
    return thread;
}

static void free_messages(struct message *messages, int count) {
    for (int i = 0; i < count; i++) {
        for (int line = 0; line < messages[i].line_count; line++)
            free(messages[i].lines[line].chars), free(messages[i].lines[line].widths);
        free(messages[i].lines);
        free(messages[i].name.chars), free(messages[i].name.widths);
        free(messages[i].attachment.chars), free(messages[i].attachment.widths);
    }
    free(messages);
}

void close_thread(struct thread *thread) {
    if (!thread) return;
    free_messages(thread->messages, thread->message_count);
    for (int i = 0; i < thread->panel_count; i++) free(thread->panel[i].words.chars), free(thread->panel[i].words.widths);
    free(thread->panel);
    free(thread->lines);
    free(thread);
}

void scroll_thread(struct thread *thread, int lines, int height) {
    int most = thread->line_count - height;
    thread->offset += lines;
    if (thread->offset > most) thread->offset = most;
    if (thread->offset < 0) thread->offset = 0;
}

static void draw_title(const struct thread *thread, int y, int x, int width) {
    static const char *const channels[] = {"WhatsApp", "e-mail", "Beds24", "direct", "SMS"};
    const struct conversation *of = thread->of;
    struct line first = {y, x + 1, x + width - 1, PLAIN}, second = {y + 1, x + 1, x + width - 1, PLAIN};
    time_t now = time(NULL), guest_at = 0;
    char text[96];
    for (int i = 0; i < thread->message_count; i++)
        if (thread->messages[i].sender == 0) guest_at = thread->messages[i].at;
    long hours = 24 - (now - guest_at + 3599) / 3600;
    if (of->channel || !guest_at) snprintf(text, sizeof text, "%s", channels[of->channel]);
    else if (hours < 0) snprintf(text, sizeof text, "WhatsApp, 24 h window closed");
    else snprintf(text, sizeof text, "WhatsApp, %ld h left", hours);
    add_words_right(&first, text, CHANNEL, 0);
    add(&first, &of->guest, TITLE, 0);
    add(&first, &of->property, DIM, 3);
    add_words(&second, state_names[of->state], state_ink(of->state), 0);
    add_words(&second, prio_names[of->prio], prio_ink(of->prio), 2);
    if (of->is_mine) add_words(&second, "you", MINE, 2);
    else if (!of->is_assigned) add_words(&second, "nobody", DIM, 2);
    else add(&second, &of->assignee, DIM, 2);
    if (of->due_at) {
        int near = nearness(of, now);
        long minutes = labs(of->due_at - now) / 60;
        bool in_window = of->due_sign == 'W';
        char left[24];
        if (minutes < 60) snprintf(left, sizeof left, "%ld min", minutes);
        else if (minutes < 2880) snprintf(left, sizeof left, "%ld h", minutes / 60);
        else snprintf(left, sizeof left, "%ld days", minutes / 1440);
        if (!of->due_sign) snprintf(text, sizeof text, "reply %s %s", near ? "due in" : "late by", left);
        else if (!near) snprintf(text, sizeof text, in_window ? "WhatsApp closed unanswered" : "arrived unanswered");
        else snprintf(text, sizeof text, "%s in %s, reply owed", in_window ? "WhatsApp closes" : "arrives", left);
        add_words(&second, text, near == 0 ? LATE : near == 1 ? SOON : FINE, 2);
    }
    add(&second, &of->stay, DIM, 2);
}

static void draw_head(const struct message *message, struct line *line) {
    static const char *const deliveries[] = {"", "queued ", "sent ", "delivered ", "read ", "failed "};
    static const enum ink inks[] = {GUEST, AGENT, BOT, BOT, SYSTEM};
    char clock[16];
    strftime(clock, sizeof clock, "%H:%M", localtime(&message->at));
    if (message->delivery && !message->is_internal) add_words_right(line, deliveries[message->delivery], DELIVERY, 1);
    line->left += message->is_internal ? 3 : 1;
    add_words(line, clock, CLOCK, 0);
    if (message->is_internal) add_words(line, "note ·", NOTE_BAR, 2);
    enum ink ink = message->is_internal ? NOTE_BAR : inks[message->sender];
    if (message->is_mine) add_words(line, "you", ink, message->is_internal ? 1 : 2);
    else add(line, &message->name, ink, message->is_internal ? 1 : 2);
}

static void draw_line(const struct thread *thread, const struct row *row, int y, int x, int width) {
    bool is_note = row && row->message && row->message->is_internal && row->kind != ' ' && row->kind != 'd';
    struct line line = {y, x, x + width, is_note ? NOTE : PLAIN};
    blank(line.ground, TEXT, y, x, width);
    if (!row || row->kind == ' ') return;
    if (row->kind == 's') {
        line.left += thread->indent;
        add_words(&line, "the conversation begins here", DIM, 0);
        return;
    }
    if (row->kind == 'd') {
        char day[32];
        strftime(day, sizeof day, "%a %e %b ", localtime(&row->message->at));
        add_words_right(&line, day, DAY, 1);
        style(PLAIN, RULE);
        for (int column = x + 1; column < line.right - 1; column++) mvaddnwstr(y, column, L"─", 1);
        return;
    }
    if (is_note) {
        style(NOTE, NOTE_BAR);
        mvaddnwstr(y, x + 1, L"┆", 1);
    }
    if (row->kind == 'h') { draw_head(row->message, &line); return; }
    line.left += thread->indent;
    if (row->kind == 'a') {
        add_words(&line, "attached", DIM, 0);
        add(&line, row->text, ATTACHMENT, 2);
        return;
    }
    style(line.ground, row->message->sender == 2 || row->message->sender == 3 ? BOT : TEXT);
    put(y, line.left, line.right - line.left, row->text, row->from, row->count);
}

static void draw_panel(const struct thread *thread, int y, int x, int height) {
    for (int i = 0; i < height; i++) {
        struct line line = {y + i, x + 1, COLS - 1, PLAIN};
        blank(PLAIN, TEXT, y + i, x, COLS - x);
        if (i >= thread->panel_count) continue;
        const struct panel_line *of = &thread->panel[i];
        enum ink ink = of->ink == 'h' ? LABEL : of->ink == 'v' ? VALUE : of->ink == 'b' ? MINE : of->ink == 't' ? TAG : DIM;
        add(&line, &of->words, ink, 0);
    }
}

/* The whole pane; the panel's column is 0 where there is none. */
void draw_thread(struct thread *thread, int y, int x, int width, int height, int panel) {
    int end = thread->line_count - thread->offset, first = end - (height - 2) > 0 ? end - (height - 2) : 0;
    blank(PLAIN, TEXT, y, x, width);
    blank(PLAIN, TEXT, y + 1, x, width);
    draw_title(thread, y, x, width);
    for (int i = 0; i < height - 2; i++)
        draw_line(thread, first + i < end ? &thread->lines[first + i] : NULL, y + 2 + i, x, width);
    if (panel) draw_panel(thread, y, panel + 1, height);
}
