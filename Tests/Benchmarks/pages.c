/* Times pages of the inbox as the program asks for them: the project's own statements, parameters with their types, binary
   results, prepared once with the session's settings that the program uses. Reads lines from standard input,
       label TAB order TAB states TAB priorities TAB assignment
   (arrays as PostgreSQL writes them) and answers each with a line a position,
       label TAB order TAB position TAB rows TAB median ms TAB 95th percentile ms
   Usage: pages CONNECTION FOLDER-OF-STATEMENTS ROWS-A-PAGE RUNS */
#include "floor_queries.h"
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PARAMETERS = 9 };
/* text[], smallint[], smallint[], text, smallint, timestamptz, timestamptz, uuid, integer */
static const Oid types[PARAMETERS] = {1009, 1005, 1005, 25, 21, 1184, 1184, 2950, 23};
static PGconn *db;
static const char *limit; /* rows a page, as the console asks for them */
static int runs;

static void stop(const char *why) {
    fprintf(stderr, "pages: %s\n", why);
    exit(1);
}

/* A statement's text, read once, so that it can be known again by its address. */
static const char *read_statement(const char *folder, const char *order, const char *suffix) {
    static struct { char key[32], *text; } known[6];
    char path[4096], key[32], *text;
    int place = 0;
    snprintf(key, sizeof key, "%s%s", order, suffix);
    while (place < 6 && known[place].text && strcmp(known[place].key, key)) place++;
    if (place == 6) stop("too many orders");
    if (known[place].text) return known[place].text;
    text = known[place].text = calloc(1, 1 << 16);
    strcpy(known[place].key, key);
    snprintf(path, sizeof path, "%s/inbox_by_%s%s.sql", folder, order, suffix);
    FILE *file = fopen(path, "r");
    if (!file || !fread(text, 1, (1 << 16) - 1, file)) stop(path);
    fclose(file);
    return text;
}

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static PGresult *ask(const char *text, int count, const Oid *kinds, const char *const *values, int format) {
    static const char *prepared[8];
    char name[16];
    int place = 0;
    while (place < 8 && prepared[place] && prepared[place] != text) place++;
    if (place == 8) stop("too many statements");
    snprintf(name, sizeof name, "page_%d", place);
    if (!prepared[place]) {
        PQclear(PQprepare(db, name, text, count, kinds));
        prepared[place] = text;
    }
    PGresult *result = PQexecPrepared(db, name, count, values, NULL, NULL, format);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) stop(PQerrorMessage(db));
    return result;
}

static int ascending(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void measure(const char *name, const char *text, int count, const Oid *kinds, const char *const *values) {
    double *times = malloc((size_t)runs * sizeof *times);
    int rows = 0;
    for (int run = -2; run < runs; run++) { /* two to warm up */
        double before = milliseconds();
        PGresult *page = ask(text, count, kinds, values, 1);
        if (run >= 0) times[run] = milliseconds() - before;
        rows = PQntuples(page);
        PQclear(page);
    }
    qsort(times, (size_t)runs, sizeof *times, ascending);
    printf("%s\t%d\t%.3f\t%.3f\n", name, rows, times[runs / 2], times[(runs * 95 + 99) / 100 - 1]);
    free(times);
}

/* Makes a row of a page the place that the next page starts from. */
static void go_to(const PGresult *page, int row, char place[4][64]) {
    static const char *const priorities[] = {"low", "medium", "high", "urgent"};
    const char *due = PQgetvalue(page, row, PQfnumber(page, "sla_due_at"));
    int prio = 0;
    while (prio < 3 && strcmp(priorities[prio], PQgetvalue(page, row, PQfnumber(page, "priority")))) prio++;
    snprintf(place[0], 64, "%d", prio);
    snprintf(place[1], 64, "%s", PQgetvalue(page, row, PQfnumber(page, "last_message_at")));
    snprintf(place[2], 64, "%s", *due ? due : "infinity");
    snprintf(place[3], 64, "%s", PQgetvalue(page, row, PQfnumber(page, "id")));
}

static void set(char place[4][64], const char *prio, const char *last, const char *due, const char *id) {
    const char *values[] = {prio, last, due, id};
    for (int i = 0; i < 4; i++) snprintf(place[i], 64, "%s", values[i]);
}

/* The first page, the next, one about a thousand rows down, the one before it, the last. */
static void walk(const char *label, const char *order, const char *folder, const char *states, const char *prios,
                 const char *assignment) {
    static const char least[] = "00000000-0000-0000-0000-000000000000", greatest[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    const char *forward = read_statement(folder, order, ""), *backward = read_statement(folder, order, "_before");
    char place[4][64], name[256];
    const char *values[PARAMETERS] = {states, prios, "{}", assignment, place[0], place[1], place[2], place[3], limit};
    int length = atoi(limit), deep = 1000 / length;
    set(place, "32767", "infinity", "-infinity", greatest);
    for (int page = 0; page <= deep; page++) {
        static const char *const positions[] = {"first", "next"};
        if (page < 2 || page == deep) {
            snprintf(name, sizeof name, "%s\t%s\t%s", label, order, page == deep ? "1000 down" : positions[page]);
            measure(name, forward, PARAMETERS, types, values);
        }
        PGresult *rows = ask(forward, PARAMETERS, types, values, 0);
        int count = PQntuples(rows);
        if (count) go_to(rows, count - 1, place);
        PQclear(rows);
        if (count < length) break;
    }
    snprintf(name, sizeof name, "%s\t%s\tbefore", label, order);
    measure(name, backward, PARAMETERS, types, values);
    set(place, "-1", "-infinity", "infinity", strcmp(order, "deadline") ? least : greatest);
    snprintf(name, sizeof name, "%s\t%s\tlast", label, order);
    measure(name, backward, PARAMETERS, types, values);
}

int main(int count, char **words) {
    char line[1024];
    if (count != 5) stop("usage: pages CONNECTION FOLDER ROWS RUNS");
    db = PQconnectdb(words[1]);
    if (PQstatus(db) != CONNECTION_OK) stop(PQerrorMessage(db));
    PQclear(PQexec(db, "SET plan_cache_mode = force_generic_plan"));
    PQclear(PQexec(db, "SET join_collapse_limit = 1"));
    PQclear(PQexec(db, "SET jit = off"));
    limit = words[3];
    runs = atoi(words[4]);
    while (fgets(line, sizeof line, stdin)) {
        char *fields[5] = {0}, *rest = line;
        line[strcspn(line, "\n")] = 0;
        for (int i = 0; i < 5; i++) fields[i] = strsep(&rest, "\t");
        if (!strcmp(fields[0], "floor")) {
            const char *values[] = {limit};
            measure("floor\tpriority\tfirst", floor_inbox_query, 1, NULL, values);
        } else if (fields[4]) {
            walk(fields[0], fields[1], words[2], fields[2], fields[3], fields[4]);
        }
        fflush(stdout);
    }
    PQfinish(db);
    return 0;
}
