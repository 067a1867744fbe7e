/* Rows from the database: one query for the inbox, one for a thread, one for what stands beside it. */
#include "floor.h"
#include "floor_queries.h"
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct conversation *rows;
int row_count;
static PGconn *db;

static PGresult *ask(const char *query, const char *value) {
    PGresult *result = PQexecParams(db, query, 1, NULL, &value, NULL, NULL, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        endwin();
        fputs(PQerrorMessage(db), stderr);
        exit(1);
    }
    return result;
}

static int index_in(const char *const *names, const char *name) {
    for (int i = 0; names[i]; i++)
        if (!strcmp(names[i], name)) return i;
    return 0;
}

static void fill(struct conversation *row, const PGresult *page, int i) {
    const char *zone = PQgetvalue(page, i, 14), *district = strchr(zone, '_');
    char words[64];
    snprintf(row->id, sizeof row->id, "%s", PQgetvalue(page, i, 0));
    row->state = index_in(state_names, PQgetvalue(page, i, 1));
    row->prio = atoi(PQgetvalue(page, i, 2));
    row->channel = index_in(channel_names, PQgetvalue(page, i, 3));
    row->unread = atoi(PQgetvalue(page, i, 4));
    row->last_at = atol(PQgetvalue(page, i, 5)), row->due_at = atol(PQgetvalue(page, i, 6));
    row->owed_since = atol(PQgetvalue(page, i, 16)), row->due_sign = *PQgetvalue(page, i, 17);
    row->from_guest = *PQgetvalue(page, i, 7) == 't';
    row->is_mine = *PQgetvalue(page, i, 8) == 't', row->is_assigned = *PQgetvalue(page, i, 9) == 't';
    row->guest = make_text(PQgetvalue(page, i, 10)), row->property = make_text(PQgetvalue(page, i, 11));
    row->preview = make_text(PQgetvalue(page, i, 12)), row->assignee = make_text(PQgetvalue(page, i, 13));
    row->zone = make_text(zone), row->stay = make_text(PQgetvalue(page, i, 15));
    snprintf(words, sizeof words, "%s", district ? district + 1 : zone);
    for (char *c = words; *c; c++)
        if (*c == '_') *c = ' ';
    row->district = make_text(words);
}

void open_data(const char *where, int limit) {
    char number[16];
    db = PQconnectdb(where);
    if (PQstatus(db) != CONNECTION_OK) {
        fputs(PQerrorMessage(db), stderr);
        exit(1);
    }
    snprintf(number, sizeof number, "%d", limit);
    PGresult *page = ask(floor_inbox_query, number);
    row_count = PQntuples(page);
    rows = calloc((size_t)row_count + 1, sizeof *rows);
    for (int i = 0; i < row_count; i++) fill(&rows[i], page, i);
    PQclear(page);
}

struct message *read_thread(const struct conversation *row, int *count) {
    static const char *const senders[] = {"guest", "agent", "chatbot", "ai", "system", NULL};
    static const char *const deliveries[] = {"", "queued", "sent", "delivered", "read", "failed", NULL};
    PGresult *page = ask(floor_thread_query, row->id);
    struct message *messages = calloc((size_t)PQntuples(page) + 1, sizeof *messages);
    *count = PQntuples(page);
    for (int i = 0; i < *count; i++) {
        struct message *message = &messages[*count - 1 - i];
        message->at = atol(PQgetvalue(page, i, 0));
        message->is_internal = *PQgetvalue(page, i, 1) == 't', message->is_mine = *PQgetvalue(page, i, 2) == 't';
        message->sender = index_in(senders, PQgetvalue(page, i, 3));
        message->delivery = index_in(deliveries, PQgetvalue(page, i, 4));
        message->name = make_text(PQgetvalue(page, i, 5));
        message->lines = make_lines(PQgetvalue(page, i, 6), &message->line_count);
        message->attachment = make_text(PQgetvalue(page, i, 7));
    }
    PQclear(page);
    return messages;
}

struct panel_line *read_panel(const struct conversation *row, int *count) {
    PGresult *panel = ask(floor_panel_query, row->id);
    *count = PQntuples(panel);
    struct panel_line *lines = calloc((size_t)*count + 1, sizeof *lines);
    for (int i = 0; i < *count; i++)
        lines[i] = (struct panel_line){*PQgetvalue(panel, i, 0), make_text(PQgetvalue(panel, i, 1))};
    PQclear(panel);
    return lines;
}
