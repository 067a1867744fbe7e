import CNcurses
import CTerminal
import Glibc
import Screen
import Text

extension Terminal {
    /// Restores the terminal. Nothing can be shown afterwards until `resume`.
    package func leave() {
        guard isOnScreen else { return }
        awaitAnswer()
        if shownTitle != nil { write(Modes.restoreTitle) }
        write(modes.end)
        frame.restoreOutput()
        curs_set(1)
        endwin()
        isOnScreen = false
        isSettled = false
        riad_crash_guard_disarm()
        riad_errors_release()
    }

    /// Takes over the terminal again after `leave`, at its current size. The next canvas is drawn completely.
    package func resume() {
        guard !isOnScreen else { return }
        riad_crash_guard_keep(STDIN_FILENO)
        def_shell_mode()
        reset_prog_mode()
        begin()
        if let shownTitle { write(Modes.pushTitle + Modes.title(shownTitle)) }
        resize()
        redraw()
    }

    /// Restores the terminal and stops the process like Ctrl-Z; returns when it is continued.
    package func suspend() {
        withTerminalReleased {
            let before = signal(SIGTSTP, SIG_DFL)
            kill(0, SIGTSTP)
            signal(SIGTSTP, before)
        }
    }

    /// Runs the body with the terminal released, for example for an editor.
    package func withTerminalReleased<Value>(_ body: () -> Value) -> Value {
        leave()
        defer { resume() }
        return body()
    }

    /// Sets the window's title, up to 120 characters; the previous one is restored on exit.
    package func title(_ text: SafeText) {
        guard options.title, modes.isLikeXterm, isOnScreen else { return }
        let isFirst = shownTitle == nil
        let title = String(text.plain.prefix(120))
        shownTitle = title
        if isFirst { armGuard() }
        write((isFirst ? Modes.pushTitle : "") + Modes.title(title))
    }

    /// Asks the terminal to put a text on the clipboard; at most 4,000 characters. Whether it does, it doesn't say.
    package func copy(_ text: SafeText) {
        guard modes.isLikeXterm, isOnScreen else { return }
        write(Modes.copy(String(text.plain.prefix(4_000))))
    }

    /// Rings the terminal's bell.
    package func bell() {
        if isOnScreen { write("\u{07}") }
    }

    func begin() {
        armGuard()
        isOnScreen = true
        riad_errors_hold()
        write(modes.begin)
    }

    /// A crash may occur within a synchronised update, so end it first or the terminal would keep its output back.
    private func armGuard() {
        let reset =
            (modes.isLikeXterm ? Modes.endFrame.description : "") + modes.end
            + (shownTitle != nil ? Modes.restoreTitle : "")
            + Curses.reset
        riad_crash_guard_arm(reset, reset.utf8.count)
    }

    func write(_ text: String) { Descriptor.write(text, to: STDOUT_FILENO) }

    /// A reply that arrives after exit would be typed into the shell.
    private func awaitAnswer() {
        guard question.isWorthWaiting else { return }
        let deadline = ContinuousClock.now + question.patience
        while question.isOpen, !isGone, ContinuousClock.now < deadline {
            guard Descriptor.isReadable(descriptor, within: 10) else { continue }
            _ = read()
        }
    }
}

/// The pending query for the background colour.
struct BackgroundQuery {
    /// Whether a reply may still arrive.
    private(set) var isOpen: Bool
    /// The maximum time to wait for the reply.
    let patience: Duration
    private let asked = ContinuousClock.now

    init(isAsked: Bool, patience: Duration) {
        isOpen = isAsked
        self.patience = patience
    }

    /// Whether a reply may still be in transit; a terminal this late never replies.
    var isWorthWaiting: Bool { isOpen && ContinuousClock.now - asked < patience * 10 }

    /// Finds the reply in the input: whether the background is dark; nil if there is none.
    mutating func answer(in inputs: [Input]) -> Bool? {
        for input in inputs {
            guard case .background(let isDark) = input else { continue }
            isOpen = false
            return isDark
        }
        return nil
    }
}
