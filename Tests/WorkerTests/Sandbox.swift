import Glibc

/// A network of a process's own, with nothing in it.
enum Sandbox {
    /// The words before a command that runs it there, with a name server that is asked for minutes and never answers. Unix-domain
    /// sockets go on working.
    static let withSilentNameServer: [String] =
        ["/usr/bin/unshare", "--mount", "--net"] + user + ["/bin/sh", "-c", script, "sh"]

    /// Root keeps its own user: another one's root could not pass the folder of the server's socket.
    private static let user: [String] = geteuid() == 0 ? [] : ["--map-root-user"]

    /// The name server's is an address that the loopback interface leads to, but that isn't its own.
    private static let script = """
        PATH=$PATH:/usr/sbin:/sbin
        ip link set lo up && ip addr add 192.0.2.2/32 dev lo && ip route add 192.0.2.1 dev lo src 192.0.2.2 || exit 1
        mount -t tmpfs none /mnt || exit 1
        printf '%s\\n' 'nameserver 192.0.2.1' 'options timeout:30 attempts:5' >/mnt/resolv
        echo 'hosts: files dns' >/mnt/nsswitch
        mount --bind /mnt/resolv "$(readlink -f /etc/resolv.conf)" || exit 1
        mount --bind /mnt/nsswitch /etc/nsswitch.conf || exit 1
        exec "$@"
        """

    /// Whether the system lets this user have one.
    static let isAvailable: Bool = {
        var process: pid_t = 0
        var pointers: [UnsafeMutablePointer<CChar>?] = (withSilentNameServer + ["true"]).map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        guard posix_spawn(&process, withSilentNameServer[0], nil, nil, &pointers, environ) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }()
}
