/* Rows made up, for a floor without a server. */
#include "floor.h"
#include <stdio.h>
#include <stdlib.h>

struct conversation *rows;
int row_count;

static const char *const words[] = {
    "Le code de la porte ne marche pas, il pleut", "Can we check in at 11? Our flight lands early.",
    "السلام عليكم، هل يوجد موقف للسيارات؟", "Vielen Dank! Eine Frage noch zum Check-out…", "Perfetto, grazie mille 🌞",
    "¿Se puede dejar el equipaje después del check-out?",
};
static const char *const guests[] = {
    "Sofia Moreau", "James Okafor", "أمينة العلوي", "Klaus Weber", "Giulia Rossi", "Lucía Fernández",
};
static const char *const houses[] = {"Marina Casablanca 4B", "Riad Majorelle Garden", "Agdal Océan", "Palmeraie 2"};

void open_data(const char *where, int limit) {
    (void)where;
    time_t now = time(NULL);
    rows = calloc((size_t)limit, sizeof *rows);
    row_count = limit;
    for (int i = 0; i < limit; i++) {
        struct conversation *row = &rows[i];
        char name[64];
        snprintf(name, sizeof name, "%s %d", guests[i % 6], i + 1);
        row->state = i % 4, row->prio = 3 - i * 4 / limit, row->channel = i % 5, row->unread = i % 3;
        row->last_at = now - i * 61, row->owed_since = row->last_at;
        row->due_at = i % 3 ? 0 : now + (i % 13 - 4) * 420, row->due_sign = "\0WA"[i % 9 / 3];
        row->is_mine = row->state && i % 7 == 0, row->is_assigned = row->state && i % 7 < 5, row->from_guest = i % 3;
        row->guest = make_text(name), row->property = make_text(houses[i % 4]), row->preview = make_text(words[i % 6]);
        row->assignee = make_text(row->is_assigned ? "Fatima El-Fassi" : "");
        row->zone = make_text("casablanca_centre"), row->district = make_text("centre");
        row->stay = make_text("checks in today");
    }
}

struct message *read_thread(const struct conversation *row, int *count) {
    struct message *messages = calloc(60, sizeof *messages);
    *count = 60;
    for (int i = 0; i < 60; i++) {
        struct message *message = &messages[i];
        message->at = row->last_at - (60 - i) * 1800;
        message->is_internal = i % 9 == 4, message->sender = i % 2, message->is_mine = i % 2;
        message->delivery = i % 2 ? 4 : 0;
        message->name = make_text(guests[i % 6]);
        message->attachment = make_text("");
        message->lines = make_lines(words[(row->channel + i) % 6], &message->line_count);
    }
    return messages;
}

struct panel_line *read_panel(const struct conversation *row, int *count) {
    (void)row;
    *count = 0;
    return NULL;
}
