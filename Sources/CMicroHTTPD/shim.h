#ifndef RIAD_CMICROHTTPD_H
#define RIAD_CMICROHTTPD_H

#include <arpa/inet.h>
#include <microhttpd.h>
#include <string.h>

/* Starts a server on a port of 127.0.0.1 that runs within the caller's poll loop; NULL if the port can't be had. Swift
   doesn't import variadic functions. */
static inline struct MHD_Daemon *riad_mhd_start(unsigned short port, MHD_AccessHandlerCallback handler,
                                                MHD_RequestCompletedCallback completed, void *context) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return MHD_start_daemon(MHD_USE_EPOLL, port, NULL, NULL, handler, context, MHD_OPTION_SOCK_ADDR, &address,
                            MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_CONNECTION_LIMIT, 64u, MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
}

/* The descriptor that becomes readable when `MHD_run` has something to do; -1 if there is none. */
static inline int riad_mhd_descriptor(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return info ? info->epoll_fd : -1;
}

/* The port that it listens on; 0 if unknown. */
static inline unsigned short riad_mhd_port(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

/* To go on receiving a request. */
static inline enum MHD_Result riad_mhd_continue(void) { return MHD_YES; }

/* To give a request up. */
static inline enum MHD_Result riad_mhd_abort(void) { return MHD_NO; }

/* How long to wait for `MHD_run` at most, in milliseconds; -1 for no limit. */
static inline long long riad_mhd_timeout(struct MHD_Daemon *daemon) {
    MHD_UNSIGNED_LONG_LONG milliseconds = 0;
    return MHD_get_timeout(daemon, &milliseconds) == MHD_YES ? (long long)milliseconds : -1;
}

/* Answers a request with a plain text. */
static inline enum MHD_Result riad_mhd_respond(struct MHD_Connection *connection, unsigned int status, const char *text) {
    struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result result = MHD_NO;
    if (response == NULL) return result;
    MHD_add_response_header(response, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

#endif
