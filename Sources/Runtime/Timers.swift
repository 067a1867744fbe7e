import Console
import Domain
import Loop
import Postgres
import Repositories

/// The timers of the shell, nil where one isn't running, and what they gather.
struct Timers {
    var escape: Loop.Timer?
    var clock: Loop.Timer?
    var catchUp: Loop.Timer?
    var announcement: Loop.Timer?
    var announced = Announcements()
    var wake: Loop.Timer?
    var presence: Loop.Timer?
}

extension Shell {
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
        timers.clock = loop.after(.microseconds(60_000_000 - intoMinute)) { [unowned self] in
            happen(.clockTicked)
            tickAtMinute()
        }
    }

    private func catchUpLater() {
        timers.catchUp = loop.after(Self.catchUpPause) { [unowned self] in
            if state.connection == .live { happen(.catchUpFell) }
            catchUpLater()
        }
    }

    /// Has the clock tick once more, as while something counts down.
    func wake(after pause: Duration) {
        timers.wake = loop.after(pause) { [unowned self] in happen(.clockTicked) }
    }

    /// A hint that came over the line. Of comings and goings only those count that somebody else told of the open
    /// conversation: whoever else hears of them sleeps on.
    func take(_ notification: Postgres.Notification) {
        let conversation = Identifier<Conversation>(notification.payload)
        guard notification.channel == Presence.channel else { return hint(conversation) }
        guard let conversation, conversation == state.thread?.conversation.id, timers.presence == nil,
            notification.processID != line.connection.processID
        else { return }
        timers.presence = loop.after(Self.announcementPause) { [unowned self] in
            timers.presence = nil
            happen(.presence(.hinted(conversation)))
        }
    }

    func hint(_ conversation: Identifier<Conversation>?) {
        timers.announced.add(conversation)
        guard timers.announcement == nil else { return }
        timers.announcement = loop.after(Self.announcementPause) { [unowned self] in
            let announced = timers.announced
            (timers.announcement, timers.announced) = (nil, Announcements())
            happen(.conversationsAnnounced(announced))
        }
    }
}
