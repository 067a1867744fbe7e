import Glibc
import Ncurses
import Screen
import Text

/// Shows its size and colours in the first row, the last inputs below, and a sample text in the last row.
final class Probe {
    private let terminal: Terminal
    private var log: [String] = []
    private var selected = 0
    private var isDone = false

    init(_ environment: [String: String]) throws(TerminalError) {
        terminal = try Terminal(
            Terminal.Options(
                theme: Self.theme,
                suiting: { isDark in isDark ? Self.theme : Self.light },
                environment: environment,
                mouse: environment["PROBE_MOUSE"] != nil,
                answerPatience: .seconds(environment["PROBE_PATIENCE"].flatMap(Double.init) ?? 0.1)
            )
        )
        if let title = environment["PROBE_TITLE"] { terminal.title(SafeText(trusted: title)) }
    }

    func run() {
        while !isDone, !terminal.isGone {
            var canvas = view()
            terminal.present(&canvas)
            wait()
            terminal.resize()
            var inputs = terminal.read()
            if inputs.isEmpty { inputs = terminal.flushPendingInput() }
            inputs.forEach(handle)
        }
        terminal.leave()
    }

    /// Sleeps until there is input, a partial sequence times out, or the size may have changed.
    private func wait() {
        var request = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
        let patience = terminal.patience.map { Int32($0.components.attoseconds / 1_000_000_000_000_000) }
        poll(&request, 1, min(patience ?? 100, 100))
    }

    private func handle(_ input: Input) {
        log.append(Self.line(input))
        switch input {
        case .key(.character("q")): isDone = true
        case .key(.character("j")): selected += 1
        case .key(.character("c")): crash()
        case .key(.character("b")): terminal.bell()
        case .key(.character("e")): terminal.withTerminalReleased { _ = puts("outside") }
        case .key(.control("L")): terminal.redraw()
        case .key(.control("Z")): terminal.suspend()
        case .key, .paste, .resized, .mouse, .focus, .background: break
        }
    }

    private func crash() {
        var none: [Int] = []
        none.reserveCapacity(log.count)
        print(none[log.count])
    }

    private static func line(_ input: Input) -> String {
        switch input {
        case .key(let key): "key \(key)"
        case .paste(let text): "paste \(text.utf8.count) \(text.prefix(20))"
        case .resized(let size): "size \(size.columns)×\(size.rows)"
        case .mouse(let mouse, let point): "mouse \(mouse) \(point.column) \(point.row)"
        case .focus(let isIn): "focus \(isIn)"
        case .background(let isDark): "ground \(isDark ? "dark" : "light")"
        }
    }

    private func view() -> Canvas {
        var canvas = Canvas(size: terminal.size)
        let rows = canvas.size.rows
        let head = SafeText(trusted: "probe \(canvas.size.columns)×\(rows) \(terminal.depth) \(selected)")
        canvas.draw(head, at: Point(column: 0, row: 0), paint: Paint(ground: .text, ink: .accent))
        for (row, line) in log.suffix(max(0, rows - 2)).enumerated() {
            canvas.draw(SafeText(trusted: line), at: Point(column: 1, row: row + 1), paint: .plain)
        }
        let last = Rect(column: 0, row: rows - 1, columns: canvas.size.columns, rows: 1)
        canvas.fill(last, Paint(.listRowSelected))
        canvas.draw("été 日本 e\u{301} مرحبا │…", at: Point(column: 0, row: rows - 1), paint: Paint(.listRowSelected))
        return canvas
    }

    private static let light = Theme(
        name: "light",
        entries: [.text: .init(foreground: .rgb(0, 0, 0), background: .rgb(255, 255, 255))]
    )

    private static let theme = Theme(
        name: "probe",
        entries: [
            .text: .init(foreground: .rgb(220, 220, 220), background: .rgb(18, 20, 50)),
            .accent: .init(foreground: .rgb(255, 180, 60), attributes: .bold),
            .listRowSelected: .init(background: .rgb(40, 50, 120)),
        ]
    )
}

/// The relevant environment variables.
enum Environment {
    static func read() -> [String: String] {
        var values: [String: String] = [:]
        for name in ["TERM", "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PROBE_MOUSE", "PROBE_TITLE"] {
            if let value = getenv(name) { values[name] = String(cString: value) }
        }
        return values
    }
}
