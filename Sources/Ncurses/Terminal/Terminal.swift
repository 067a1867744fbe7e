import CNcurses
import CTerminal
import Glibc
import Screen
import Text

/// The program's terminal: reads keys, shows canvases, and restores the terminal on exit.
///
/// One per process, used only on the loop's thread.
package final class Terminal {
    /// The user's options.
    package struct Options {
        /// The theme.
        package var theme: Theme
        /// Returns the theme for a dark (true) or light (false) background, when the terminal reports one that `theme`
        /// doesn't suit; nil always keeps `theme`.
        package var themeForBackground: ((_ isDark: Bool) -> Theme)?
        /// The environment, for TERM, COLORTERM, NO_COLOR and the like.
        package var environment: [String: String]
        /// Whether to handle wheel and clicks; selecting text then requires Shift on most terminals.
        package var mouse: Bool
        /// Whether to set the window's title.
        package var title: Bool
        /// The maximum time that `leave` waits for a pending reply of the terminal; after ten times as long since the
        /// query it doesn't wait.
        package var queryTimeout: Duration

        /// Creates options; by default no mouse, a title, and a tenth of a second for the reply.
        package init(
            theme: Theme,
            suiting: ((_ isDark: Bool) -> Theme)? = nil,
            environment: [String: String],
            mouse: Bool = false,
            title: Bool = true,
            answerPatience: Duration = .milliseconds(100)
        ) {
            self.theme = theme
            self.themeForBackground = suiting
            self.environment = environment
            self.mouse = mouse
            self.title = title
            self.queryTimeout = answerPatience
        }
    }

    /// Readable when there is input to `read`.
    package let descriptor: Int32 = STDIN_FILENO
    /// The current size.
    package private(set) var size: Size
    /// The colour depth in use.
    package let depth: ColorDepth
    /// Whether the terminal is gone: no more input will arrive.
    package private(set) var isGone = false

    let options: Options
    let modes: Modes
    private let painter: Painter
    let frame: FrameBuffer
    private var decoder: Decoder
    /// The maximum number of bytes that the system returns per read of a terminal.
    private static let maxReadSize = 4095
    private var buffer = [UInt8](repeating: 0, count: 16_384)
    var question: BackgroundQuery
    var isOnScreen = false
    /// Whether the library has flushed since it last took over the terminal.
    var isSettled = true
    /// The title set; nil if the previous one still shows.
    var shownTitle: String?

    /// Takes over the terminal: alternate screen, raw keys, bracketed paste. Throws before changing anything if the
    /// terminal can't show a screen.
    package init(_ options: Options) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        let charset = Charset.establish()
        riad_crash_guard_keep(STDIN_FILENO)
        frame = FrameBuffer(port: try Curses.start(options.environment))
        self.options = options
        depth = Curses.startColors(options.environment)
        modes = Modes(mouse: options.mouse, isLikeXterm: riad_flag("XT"))
        painter = Painter(palette: Palette(theme: options.theme, depth: depth), charset: charset)
        decoder = Decoder(ownKeys: TerminfoKeys.read())
        question = BackgroundQuery(isAsked: modes.isLikeXterm, patience: options.queryTimeout)
        size = Size(columns: Int(getmaxx(riad_screen_window())), rows: Int(getmaxy(riad_screen_window())))
        begin()
        if question.isOpen { write(Modes.queryBackground) }
    }

    /// Returns pending input without waiting.
    package func read() -> [Input] {
        var inputs: [Input] = []
        var isFull = true
        while isFull, !isGone, Descriptor.isReadable(descriptor, within: 0) {
            let count = Descriptor.read(descriptor, into: &buffer)
            isGone = count == 0
            isFull = count >= Self.maxReadSize
            inputs += decoder.feed(buffer[..<count])
        }
        if let isDark = question.answer(in: inputs) { suit(isDark) }
        return inputs
    }

    private func suit(_ isDark: Bool) {
        guard let suiting = options.themeForBackground, options.theme.isDark != isDark else { return }
        use(suiting(isDark))
    }

    /// How long to wait for more input before `flushPendingInput`; nil if nothing is pending.
    package var patience: Duration? { decoder.timeout }

    /// Returns input held back because more could have followed, such as a lone Esc. Call after `patience` has passed.
    package func flushPendingInput() -> [Input] { decoder.expire() }

    /// Shows a canvas; sends only what changed since the last one. A canvas of another size is clipped.
    package func present(_ canvas: inout Canvas) {
        guard isOnScreen else { return }
        // The first flush after a resume sets the terminal's modes, so the library must write to the terminal directly.
        guard isSettled else {
            isSettled = true
            return draw(&canvas)
        }
        frame.send(marksLarge: modes.isLikeXterm) { draw(&canvas) }
    }

    private func draw(_ canvas: inout Canvas) {
        painter.paint(&canvas)
        wnoutrefresh(riad_screen_window())
        doupdate()
    }

    /// Switches to another theme.
    package func use(_ theme: Theme) { painter.use(Palette(theme: theme, depth: depth)) }

    /// Redraws the next canvas completely, to repair output of other programs.
    package func redraw() {
        riad_repaint()
        painter.forget()
    }

    /// Queries the system for the current size; call after SIGWINCH.
    @discardableResult
    package func resize() -> Size {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard riad_terminal_size(STDOUT_FILENO, &rows, &columns) == 0, rows > 0, columns > 0 else { return size }
        let present = Size(columns: Int(columns), rows: Int(rows))
        guard present != size else { return size }
        resize_term(rows, columns)
        size = present
        redraw()
        return size
    }
}
