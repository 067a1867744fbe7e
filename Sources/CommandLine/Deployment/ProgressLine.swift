import Demo
import Glibc
import Synchronization

/// Reports the progress of long steps on standard error: one line per step, and a progress bar on a terminal.
final class ProgressLine: Sendable {
    private let isTerminal: Bool
    private let shown = Mutex(Shown())

    private struct Shown {
        var bar = ""
        var began = 0
    }

    init(isTerminal: Bool) {
        self.isTerminal = isTerminal
    }

    /// Shows a progress report.
    @Sendable
    func show(_ report: LoadProgress) {
        shown.withLock { shown in
            switch report {
            case .step(let text):
                erase(&shown)
                shown.began = time(nil)
                StandardError.print("riad demo: \(TerminalText.lines(text))")
            case .progress(let done, let total):
                guard isTerminal else { return }
                draw(done: done, total: total, &shown)
            }
        }
    }

    private func draw(done: Int, total: Int, _ shown: inout Shown) {
        let filled = done * 30 / max(1, total)
        let elapsed = time(nil) - shown.began
        let left = elapsed < 3 ? "" : "  \(elapsed * (total - done) / max(1, done)) s left"
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let line = "  \(bar) \(done * 100 / max(1, total)) %\(left)"
        guard line != shown.bar else { return }
        StandardError.redraw(.line(line))
        shown.bar = line
        if done == total { erase(&shown) }
    }

    private func erase(_ shown: inout Shown) {
        if !shown.bar.isEmpty { StandardError.redraw("") }
        shown.bar = ""
    }
}
