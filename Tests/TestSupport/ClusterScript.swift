/// The shell script that runs a private server while its input is open, and cleans up even if the tests crash or are
/// killed.
enum ClusterScript {
    /// $1 is the folder of the server's programs, $2 the TCP port. Prints the cluster's folder when it is ready, then
    /// obeys the lines `stop` and `start` and confirms each.
    static let text = #"""
        server=
        dir=$(mktemp -d /tmp/riad-test.XXXXXX) || exit 1
        cleanup() {
            trap - EXIT
            [ -n "$server" ] && kill -QUIT "$server" 2>/dev/null && wait "$server"
            rm -rf "$dir"
        }
        trap cleanup EXIT
        # A user that has gone shows as a broken pipe when its line is written.
        trap 'exit 1' HUP INT TERM PIPE
        cd "$dir" || exit 1
        "$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
            </dev/null >initdb.log 2>&1 || { cat initdb.log; exit 1; }
        cat >data/pg_hba.conf <<'HBA'
        local all +riad_test_with_password scram-sha-256
        host  all +riad_test_with_password all scram-sha-256
        local all +riad_test_shut_out reject
        local all all trust
        host  all all 127.0.0.1/32 trust
        HBA
        start() {
            "$1/postgres" -D data -k "$dir" -c listen_addresses=127.0.0.1 -c port="$2" -c fsync=off \
                -c full_page_writes=off -c synchronous_commit=off -c max_connections=150 -c shared_buffers=64MB \
                -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c lc_messages=C \
                </dev/null >server.log 2>&1 &
            server=$!
            tries=0
            until "$1/pg_isready" -q -h "$dir" -p "$2"; do
                tries=$((tries + 1))
                kill -0 "$server" 2>/dev/null && [ "$tries" -lt 300 ] || { cat server.log; exit 1; }
                sleep 0.1
            done
        }
        start "$@"
        echo "ready $dir"
        while read -r command; do
            case $command in
            stop) kill -INT "$server"; wait "$server"; server= ;;
            start) start "$@" ;;
            esac
            echo "done $command"
        done
        """#
}
