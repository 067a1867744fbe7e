import Console
import Domain
import Loop
import Postgres
import Repositories

/// The runtime's timers, nil if not running, and the notifications they debounce.
struct Timers {
    var escape: EventLoop.Timer?
    var clock: EventLoop.Timer?
    var catchUp: EventLoop.Timer?
    var announcement: EventLoop.Timer?
    var announced = ChangeNotification()
    /// When the last announcement was passed on; nil before the first.
    var announcedAt: MonotonicTime?
    var wake: EventLoop.Timer?
    var presence: EventLoop.Timer?
}

extension ConsoleRuntime {
    /// The interval of the periodic refresh, which runs even without notifications.
    private static let catchUpPause = Duration.seconds(5)
    /// The debounce interval of notifications, and of the first one after a quiet second.
    private static let announcementPause = (busy: Duration.milliseconds(120), quiet: Duration.milliseconds(10))

    func startTimers() {
        tickAtMinute()
        catchUpLater()
    }

    /// Ticks at the start of each minute, as the clock shows minutes.
    private func tickAtMinute() {
        let intoMinute = SystemClock.now().microseconds % 60_000_000
        timers.clock = loop.schedule(after: .microseconds(60_000_000 - intoMinute)) { [unowned self] in
            dispatch(.clockTicked)
            tickAtMinute()
        }
    }

    private func catchUpLater() {
        timers.catchUp = loop.schedule(after: Self.catchUpPause) { [unowned self] in
            if state.connection == .live { dispatch(.refreshTimerFired) }
            catchUpLater()
        }
    }

    /// Schedules an extra tick of the clock, as during a countdown.
    func wake(after pause: Duration) {
        timers.wake = loop.schedule(after: pause) { [unowned self] in dispatch(.clockTicked) }
    }

    /// Handles a notification from another session; this console rereads what it changed as soon as it knows the
    /// result. Presence counts only for the open conversation; anything else is ignored without waking the state.
    func handle(_ notification: Postgres.Notification) {
        let own = connection.connection.processID
        guard notification.processID != own else { return }
        let hint = ChangeHint(notification.payload)
        guard hint.isOfPresence else {
            // A worker relays every change, this console's own too.
            if hint.processID == nil || hint.processID != own { collect(hint) }
            return
        }
        guard let conversation = hint.conversation, conversation == state.thread?.conversation.id,
            timers.presence == nil
        else { return }
        timers.presence = loop.schedule(after: Self.announcementPause.busy) { [unowned self] in
            timers.presence = nil
            dispatch(.presence(.changed(in: conversation)))
        }
    }

    private func collect(_ hint: ChangeHint) {
        timers.announced.add(hint.conversation)
        guard timers.announcement == nil else { return }
        let isQuiet = timers.announcedAt.map { .now() - $0 > .seconds(1) } ?? true
        let pause = isQuiet ? Self.announcementPause.quiet : Self.announcementPause.busy
        timers.announcement = loop.schedule(after: pause) { [unowned self] in
            let announced = timers.announced
            (timers.announcement, timers.announced) = (nil, ChangeNotification())
            timers.announcedAt = .now()
            dispatch(.inbox(.conversationsChanged(announced)))
        }
    }
}
