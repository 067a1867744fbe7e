import CNcurses
import CTerminal
import Glibc
import Screen
import Text

/// The terminal that the program runs on: reads its keys, shows canvases on it, and leaves it as it was.
///
/// One a process. Not for sharing: everything happens on the thread that runs the loop.
package final class Terminal {
    /// What the person may choose.
    package struct Options {
        /// What the roles look like.
        package var theme: Theme
        /// Gives another theme when the terminal answers that its ground is dark (true) or light (false) and `theme` isn't;
        /// nil keeps `theme` whatever the answer.
        package var themeForBackground: ((_ isDark: Bool) -> Theme)?
        /// The environment, for TERM, COLORTERM, NO_COLOR and their like.
        package var environment: [String: String]
        /// Whether wheel and clicks are taken; selecting text then needs Shift on most terminals.
        package var mouse: Bool
        /// Whether the window's title may be set.
        package var title: Bool
        /// How long `leave` waits at most for an answer of the terminal that is still on its way; ten times as long after
        /// the question it waits no more.
        package var queryTimeout: Duration

        /// Choices; by default no mouse, a title, and a tenth of a second for an answer.
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

    /// The descriptor that becomes readable when there is something to `read`.
    package let descriptor: Int32 = STDIN_FILENO
    /// Its present extent.
    package private(set) var size: Size
    /// How many colours are used on it.
    package let depth: ColorDepth
    /// Whether it went away: nothing will be read any more.
    package private(set) var isGone = false

    let options: Options
    let modes: Modes
    private let painter: Painter
    let frame: FrameBuffer
    private var decoder: Decoder
    /// What the system gives of a terminal's input at once, at most.
    private static let maxReadSize = 4095
    private var buffer = [UInt8](repeating: 0, count: 16_384)
    var question: BackgroundQuery
    var isOnScreen = false
    /// Whether the library has flushed since it took the terminal over again.
    var isSettled = true
    /// The title as set; nil where the earlier one still stands.
    var shownTitle: String?

    /// Takes the terminal over: the alternate screen, keys one by one, paste marks. Throws before anything is changed
    /// where no screen can be shown.
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

    /// What has come in, without waiting.
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

    /// How long to wait for more before `readRest`; nil where nothing is half read.
    package var patience: Duration? { decoder.timeout }

    /// What was held back because more could have followed, such as a lone Esc. To be called when `patience` is over.
    package func flushPendingInput() -> [Input] { decoder.expire() }

    /// Shows a canvas; only what changed since the last one is sent. One of another size is shown as far as it fits.
    package func present(_ canvas: inout Canvas) {
        guard isOnScreen else { return }
        // The first flush after the library was away sets the terminal's modes, for which it needs the terminal itself.
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

    /// From now on the roles look like this.
    package func use(_ theme: Theme) { painter.use(Palette(theme: theme, depth: depth)) }

    /// The next canvas is drawn anew, whatever a stray program wrote over the screen.
    package func redraw() {
        riad_repaint()
        painter.forget()
    }

    /// Asks the system for the present size; to be called after SIGWINCH.
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
