import Console
import Domain
import Loop
import Postgres
import Repositories

/// The timers of the shell, nil where one isn't running, and what they gather.
struct Timers {
    var escape: EventLoop.Timer?
    var clock: EventLoop.Timer?
    var catchUp: EventLoop.Timer?
    var announcement: EventLoop.Timer?
    var announced = ChangeNotification()
    var wake: EventLoop.Timer?
    var presence: EventLoop.Timer?
}

extension ConsoleRuntime {
    /// What is on the screen is read again so often even when nobody gave a hint.
    private static let catchUpPause = Duration.seconds(5)
    /// Hints that come close together are answered together.
    private static let announcementPause = Duration.milliseconds(120)

    func startTimers() {
        tickAtMinute()
        catchUpLater()
    }

    /// The clock shows minutes, so it wakes when one begins.
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

    /// Has the clock tick once more, as while something counts down.
    func wake(after pause: Duration) {
        timers.wake = loop.schedule(after: pause) { [unowned self] in dispatch(.clockTicked) }
    }

    /// A hint that came over the line. Of comings and goings only those count that somebody else told of the open
    /// conversation: whoever else hears of them sleeps on.
    func handle(_ notification: Postgres.Notification) {
        let conversation = Identifier<Conversation>(notification.payload)
        guard notification.channel == Presence.channel else { return hint(conversation) }
        guard let conversation, conversation == state.thread?.conversation.id, timers.presence == nil,
            notification.processID != connection.connection.processID
        else { return }
        timers.presence = loop.schedule(after: Self.announcementPause) { [unowned self] in
            timers.presence = nil
            dispatch(.presenceResponse(.changed(in: conversation)))
        }
    }

    func hint(_ conversation: Identifier<Conversation>?) {
        timers.announced.add(conversation)
        guard timers.announcement == nil else { return }
        timers.announcement = loop.schedule(after: Self.announcementPause) { [unowned self] in
            let announced = timers.announced
            (timers.announcement, timers.announced) = (nil, ChangeNotification())
            dispatch(.conversationsChanged(announced))
        }
    }
}
