import Loop
import Postgres

/// Keeps the demo busy: guests write and answer, machines greet, messages arrive. It acts through the channels' entry
/// points with their login; what the console queues it hears as the owner, in place of the webhooks that would tell.
final class DemoTraffic {
    private var plan: TrafficPlan
    private let company: Company
    private let channels: Connection
    private let ear: Connection
    /// 1 is the usual pace; 0.1 is ten times as fast.
    private let pace: Double
    private let run: String
    private var coming: [(at: Moment, event: TrafficEvent)] = []
    private var heard: Set<String> = []
    private var sent: Set<UUIDBytes> = []
    private var count = 0

    /// `now` in seconds since 1970 tells this run from earlier ones.
    init(company: Company, place: DemoPlace, now: Int, pace: Double = 1) {
        self.company = company
        self.pace = pace
        run = String(now, radix: 36)
        plan = TrafficPlan(company: company, seed: company.seed ^ UInt64(now))
        channels = place.connection(database: DemoDatabase.name, login: Staff.channelsLogin)
        ear = place.connection(database: DemoDatabase.name)
    }

    /// Goes on until the server is gone.
    func untilTheServerStops() {
        ear.onNotification = { [unowned self] in heard.insert($0.payload) }
        ear.listen(to: "riad")
        guard (try? ear.connect()) != nil, (try? channels.connect()) != nil else { return }
        schedule(plan.next())
        while ear.phase.isConnected, channels.phase.isConnected {
            ear.waitAndAdvance(limit: coming.map(\.at).min())
            takeQueued()
            actOnDue()
        }
    }

    private func schedule(_ next: TrafficEvent.Coming) {
        coming.append((Moment.now() + next.delay * pace, next.event))
    }

    private func actOnDue() {
        let now = Moment.now()
        let due = coming.filter { $0.at <= now }.sorted { $0.at < $1.at }
        coming.removeAll { $0.at <= now }
        for (_, event) in due {
            act(on: event)
            plan.after(event).forEach(schedule)
        }
        let isSomethingOnItsWay = coming.contains { $0.event.isOutOfTheBlue }
        if !isSomethingOnItsWay { schedule(plan.next()) }
    }

    private func takeQueued() {
        defer { heard = [] }
        for conversation in heard {
            let messages = (try? ear.run(TrafficRequests.queued(conversation: conversation))) ?? []
            for message in messages where sent.insert(message.message).inserted {
                plan.after(message).forEach(schedule)
            }
        }
    }

    /// Refusals, such as of an archived conversation, are part of a channel's life.
    private func act(on event: TrafficEvent) {
        count += 1
        let identifier = "busy-\(run)-\(count)"
        switch event {
        case .guestWrites(let number, let channel, let text):
            let guest = company.guest(number)
            let request = TrafficRequests.receive(
                account: channel.account,
                identifier: identifier,
                channel: channel.rawValue,
                address: channel.address(of: guest),
                text: text,
                name: guest.fullName
            )
            announce(try? channels.run(request))
        case .companyAnswers(let number, let channel, let sender, let text):
            let name = sender == .agent ? company.staff.agents[number % company.staff.agents.count].fullName : nil
            let request = TrafficRequests.record(
                account: channel.account,
                identifier: identifier,
                sender: sender.rawValue,
                address: channel.address(of: company.guest(number)),
                text: text,
                name: name
            )
            announce(try? channels.run(request))
        case .delivered(let message, let conversation, let state):
            announce((try? channels.run(TrafficRequests.report(state, message: message))).map { conversation })
        }
    }

    private func announce(_ conversation: UUIDBytes?) {
        guard let conversation else { return }
        _ = try? channels.run(TrafficRequests.announce(conversation))
    }
}

extension TrafficEvent {
    /// True for what guests begin by themselves.
    fileprivate var isOutOfTheBlue: Bool {
        switch self {
        case .guestWrites: true
        case .companyAnswers, .delivered: false
        }
    }
}
