import Configuration
import Console
import Domain
import Loop
import Ncurses
import Postgres
import Screen
import Text

/// The console's runtime: it owns terminal, connections and journal, feeds events to the state and performs its
/// effects. It runs one event loop on one thread, and never blocks on the network or the disk.
package final class ConsoleRuntime {
    /// The options chosen by the user.
    package struct Options {
        /// The connection's settings.
        package var settings: ConnectionSettings
        /// The terminal's options.
        package var terminal: Terminal.Options
        /// The language of the interface.
        package var language: Language
        /// The key bindings.
        package var keymap: Keymap
        /// The user's directories; nil if the environment names no home, and then nothing is kept on disk.
        package var places: UserDirectories?
        /// The environment, for the editor and for other programs.
        package var environment: [String: String]
        /// The program that opens links, with its options.
        package var opener: [String]
        /// A notice to show at start, such as an error in a theme; nil if there is none.
        package var greeting: SafeText?

        /// Creates a set of options.
        package init(
            settings: ConnectionSettings,
            terminal: Terminal.Options,
            language: Language,
            keymap: Keymap,
            places: UserDirectories?,
            environment: [String: String],
            opener: [String] = ["xdg-open"],
            greeting: SafeText?
        ) {
            self.settings = settings
            self.terminal = terminal
            self.language = language
            self.keymap = keymap
            self.places = places
            self.environment = environment
            self.opener = opener
            self.greeting = greeting
        }
    }

    /// Why the console ended.
    package enum ExitReason: Sendable {
        /// The user quit.
        case userQuit
        /// A signal, or the loss of the terminal.
        case terminated
        /// The server refused the login, or isn't a riad database.
        case loginRefused(PostgresError)
    }

    let options: Options
    let loop: EventLoop
    let terminal: Terminal
    let connection: ReconnectingConnection
    let searchConnection: OnDemandConnection
    let wordFilterConnection: OnDemandConnection
    let sender: Sender
    var state: State
    var journal: Journal?
    private var events: [Event] = []
    private var isHandling = false
    private var needsDrawing = true
    private var frames = FrameRenderer()
    private var generator = SystemRandomNumberGenerator()
    var timers = Timers()
    /// Where threads answer that wait for other programs.
    private(set) lazy var contentAnswers = loop.mailbox(of: ContentsEvent.self) { [unowned self] in
        dispatch(.contents($0))
    }
    var zones: [Zone] = []
    private(set) var ending = ExitReason.userQuit

    /// Takes over the terminal. Throws if it can't show a screen, or if the system has no file descriptors left.
    package init(_ options: Options) throws {
        self.options = options
        loop = try EventLoop()
        terminal = try Terminal(options.terminal)
        connection = ReconnectingConnection(options.settings, on: loop)
        searchConnection = OnDemandConnection(options.settings, on: loop)
        wordFilterConnection = OnDemandConnection(options.settings, on: loop)
        sender = Sender(over: connection.connection, on: loop)
        state = State(
            size: terminal.size,
            language: options.language,
            keymap: options.keymap,
            clock: SystemClock.local,
            now: SystemClock.now()
        )
    }

    /// Runs until the console ends, then restores the terminal.
    package func run() throws -> ExitReason {
        defer { terminal.leave() }
        try watchTerminal()
        observeConnection()
        watchSender()
        connection.open()
        if let greeting = options.greeting { dispatch(.noticed(greeting)) }
        startTimers()
        loop.beforeSleep { [unowned self] in draw() }
        try loop.run()
        flushPendingWork(until: .now() + .seconds(3))
        return ending
    }

    /// Updates the state with an event and performs the effects. Events raised meanwhile are queued.
    func dispatch(_ event: Event) {
        guard !isHandling else { return events.append(event) }
        isHandling = true
        defer { isHandling = false }
        handle(event)
        while !events.isEmpty { handle(events.removeFirst()) }
        needsDrawing = true
    }

    private func handle(_ event: Event) {
        state.update(with: event, at: SystemClock.now(), using: &generator).forEach(perform)
    }

    /// Stops the loop; `run` restores the terminal.
    func end(_ ending: ExitReason) {
        self.ending = ending
        loop.stop()
    }

    private func draw() {
        guard needsDrawing else { return }
        needsDrawing = false
        state.draw(&frames)
        terminal.present(&frames.canvas)
    }

    /// Gives pending work until a deadline: disk writes to complete, and messages that couldn't be written to be sent.
    private func flushPendingWork(until limit: MonotonicTime) {
        runLoop(until: limit) { !sender.holdsUnkept || !connection.connection.phase.isConnected }
        connection.close()
        searchConnection.close()
        wordFilterConnection.close()
        guard let journal else { return }
        var isSettled = false
        journal.notifyWhenFlushed(loop.mailbox(of: Void.self) { isSettled = true })
        runLoop(until: limit) { isSettled }
        journal.release()
    }

    private func runLoop(until limit: MonotonicTime, or isDone: () -> Bool) {
        while !isDone(), MonotonicTime.now() < limit {
            guard (try? loop.runOnce(limit: .milliseconds(100))) != nil else { return }
        }
    }
}
