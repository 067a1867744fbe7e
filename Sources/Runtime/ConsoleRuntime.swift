import Configuration
import Console
import Domain
import Loop
import Ncurses
import Postgres
import Screen
import Text

/// The console's shell: it owns terminal, connection and journal, hands what happens to the state, and does what the
/// state asks for. One thread, one loop; nothing here waits for the network or the disk.
package final class ConsoleRuntime {
    /// What the person chose.
    package struct Options {
        /// Where to connect.
        package var settings: ConnectionSettings
        /// The screen's look.
        package var terminal: Terminal.Options
        /// The language of the interface.
        package var language: Language
        /// Which keys mean what.
        package var keymap: Keymap
        /// Where files live; nil where the environment names no home, and then nothing is kept on disk.
        package var places: UserDirectories?
        /// The environment, for the editor.
        package var environment: [String: String]
        /// Something to say at start, such as an error in a theme; nil where there is nothing.
        package var greeting: SafeText?

        /// Choices.
        package init(
            settings: ConnectionSettings,
            terminal: Terminal.Options,
            language: Language,
            keymap: Keymap,
            places: UserDirectories?,
            environment: [String: String],
            greeting: SafeText?
        ) {
            self.settings = settings
            self.terminal = terminal
            self.language = language
            self.keymap = keymap
            self.places = places
            self.environment = environment
            self.greeting = greeting
        }
    }

    /// Why the console ended.
    package enum ExitReason: Sendable {
        /// The person left.
        case userQuit
        /// A signal or a lost terminal ended it.
        case terminated
        /// The server refused the login, or isn't one for riad.
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
    var zones: [Zone] = []
    private(set) var ending = ExitReason.userQuit

    /// Takes the terminal. Throws where no screen can be shown, or the system has no descriptors left.
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

    /// Runs until the person leaves; the terminal is then as it was.
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

    /// Hands an event to the state and does what it asks for. Events that come up meanwhile wait their turn.
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

    /// Ends the loop; the terminal is given back by `run`.
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

    /// What is still to be written to disk gets a moment to get there, and what the disk doesn't take, to be sent.
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
