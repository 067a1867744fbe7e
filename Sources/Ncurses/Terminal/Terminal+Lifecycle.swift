import CNcurses
import CTerminal
import Glibc
import Screen
import Text

extension Terminal {
    /// Gives the terminal back as it was. Nothing can be shown afterwards, except through `resume`.
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

    /// Takes the terminal over again after `leave`, in the size that it now has. The next canvas is drawn whole.
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

    /// Stops the program as Ctrl-Z does elsewhere, with the terminal given back; returns when it is continued.
    package func suspend() {
        withTerminalReleased {
            let before = signal(SIGTSTP, SIG_DFL)
            kill(0, SIGTSTP)
            signal(SIGTSTP, before)
        }
    }

    /// Lets another program, such as an editor, have the terminal while the body runs.
    package func withTerminalReleased<Value>(_ body: () -> Value) -> Value {
        leave()
        defer { resume() }
        return body()
    }

    /// Sets the window's title, at most 120 characters of it; the earlier one comes back when the program leaves.
    package func title(_ text: SafeText) {
        guard options.title, modes.isLikeXterm, isOnScreen else { return }
        let isFirst = shownTitle == nil
        let title = String(text.plain.prefix(120))
        shownTitle = title
        if isFirst { armGuard() }
        write((isFirst ? Modes.pushTitle : "") + Modes.title(title))
    }

    /// Rings the bell, or whatever the terminal does instead.
    package func bell() {
        if isOnScreen { write("\u{07}") }
    }

    func begin() {
        armGuard()
        isOnScreen = true
        riad_errors_hold()
        write(modes.begin)
    }

    /// A crash may come inside a large frame, which the terminal would hold back until the mark of its end.
    private func armGuard() {
        let reset =
            (modes.isLikeXterm ? Modes.endFrame.description : "") + modes.end
            + (shownTitle != nil ? Modes.restoreTitle : "")
            + Curses.reset
        riad_crash_guard_arm(reset, reset.utf8.count)
    }

    func write(_ text: String) { Descriptor.write(text, to: STDOUT_FILENO) }

    /// An answer that comes after the program has gone would be typed into the shell.
    private func awaitAnswer() {
        guard question.isWorthWaiting else { return }
        let deadline = ContinuousClock.now + question.patience
        while question.isOpen, !isGone, ContinuousClock.now < deadline {
            guard Descriptor.isReadable(descriptor, within: 10) else { continue }
            _ = read()
        }
    }
}

/// The question for the background's colour, until its answer is there.
struct BackgroundQuery {
    /// Whether an answer may still come.
    private(set) var isOpen: Bool
    /// How long to wait for the answer at most.
    let patience: Duration
    private let asked = ContinuousClock.now

    init(isAsked: Bool, patience: Duration) {
        isOpen = isAsked
        self.patience = patience
    }

    /// Whether the answer may well be on its way; a terminal that is this late never answers.
    var isWorthWaiting: Bool { isOpen && ContinuousClock.now - asked < patience * 10 }

    /// Looks for the answer in what came: whether the ground is dark. nil where it isn't there.
    mutating func answer(in inputs: [Input]) -> Bool? {
        for input in inputs {
            guard case .background(let isDark) = input else { continue }
            isOpen = false
            return isDark
        }
        return nil
    }
}
