import Glibc

/// The signals that a loop can watch.
package enum Signal: CaseIterable, Hashable, Sendable {
    /// SIGWINCH: the terminal was resized.
    case windowChanged
    /// SIGTERM: a request to exit.
    case terminate
    /// SIGHUP: the terminal is gone.
    case hangUp
    /// SIGINT: Ctrl-C, unless the terminal is in raw mode.
    case interrupt
    /// SIGTSTP: Ctrl-Z. The handler restores the terminal and then stops the process by SIGSTOP.
    case suspend
    /// SIGCONT: the process continues.
    case resume
    /// SIGUSR1.
    case user

    /// The system's signal number.
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
