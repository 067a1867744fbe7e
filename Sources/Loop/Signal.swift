import Glibc

/// The signals that a loop can watch.
package enum Signal: CaseIterable, Hashable, Sendable {
    /// SIGWINCH: the terminal has another size.
    case windowChanged
    /// SIGTERM: end, please.
    case terminate
    /// SIGHUP: the terminal is gone.
    case hangUp
    /// SIGINT: Ctrl-C where the terminal still turns it into a signal.
    case interrupt
    /// SIGTSTP: Ctrl-Z. Whoever watches it stops itself, by SIGSTOP, once the terminal is tidy.
    case suspend
    /// SIGCONT: running again.
    case resume
    /// SIGUSR1.
    case user

    /// The number that the operating system uses.
    package var number: Int32 {
        switch self {
        case .windowChanged: SIGWINCH
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .interrupt: SIGINT
        case .suspend: SIGTSTP
        case .resume: SIGCONT
        case .user: SIGUSR1
        }
    }

    init?(number: UInt8) {
        guard let signal = Signal.allCases.first(where: { $0.number == Int32(number) }) else { return nil }
        self = signal
    }
}
