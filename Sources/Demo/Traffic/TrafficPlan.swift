/// Decides what guests and channels do next. It knows the company, not the database.
struct TrafficPlan: Sendable {
    private let company: Company
    private let writer: ThreadWriter
    private var random: SplitMix64

    init(company: Company, seed: UInt64) {
        self.company = company
        writer = ThreadWriter(company: company)
        random = SplitMix64(seed: seed)
    }

    /// What a guest does by themselves: the next message out of the blue.
    mutating func next() -> TrafficEvent.Coming {
        let number = random.below(company.conversations)
        let thread = writer.thread(number)
        let delay = Duration.milliseconds(600 + random.below(5_400))
        return TrafficEvent.Coming(delay: delay, event: write(thread.guest, thread.channel, thread.phase))
    }

    /// What follows from an event: now and then somebody answers, and the guest goes on or thanks.
    mutating func after(_ event: TrafficEvent) -> [TrafficEvent.Coming] {
        switch event {
        case .guestWrites(let number, let channel, _):
            guard random.chance(18) else { return [] }
            let phrases = company.corpus.phrases(company.guest(number).language)
            let sender: TrafficEvent.Sender = random.chance(60) ? .chatbot : random.chance(50) ? .ai : .agent
            let words = sender == .chatbot ? phrases.greetings : phrases.holding
            let text = fill(random.pick(words), for: company.guest(number))
            let answer = TrafficEvent.companyAnswers(guest: number, channel: channel, sender: sender, text: text)
            return [TrafficEvent.Coming(delay: .milliseconds(900 + random.below(3_000)), event: answer)]
        case .companyAnswers(let number, let channel, _, _):
            return random.chance(40) ? [thanks(number, channel)] : []
        case .delivered:
            return []
        }
    }

    /// What a channel does with a message of the console's: it goes out, arrives, is read, and often answered.
    mutating func after(_ queued: QueuedMessage) -> [TrafficEvent.Coming] {
        func came(_ state: TrafficEvent.State, after milliseconds: Int) -> TrafficEvent.Coming {
            let event = TrafficEvent.delivered(
                message: queued.message,
                conversation: queued.conversation,
                state: state
            )
            return TrafficEvent.Coming(delay: .milliseconds(milliseconds), event: event)
        }
        let read = 3_000 + random.below(6_000)
        var coming = [
            came(.sent, after: 300 + random.below(500)), came(.delivered, after: 1_000 + random.below(1_500)),
        ]
        if queued.channel != .email, queued.channel != .sms { coming.append(came(.read, after: read)) }
        guard let guest = queued.guest, random.chance(70) else { return coming }
        let answer = thanks(guest, queued.channel)
        return coming + [
            TrafficEvent.Coming(delay: .milliseconds(read + 2_000 + random.below(9_000)), event: answer.event)
        ]
    }

    private mutating func write(
        _ guest: Guest,
        _ channel: GuestThread.Channel,
        _ phase: JourneyPhase
    ) -> TrafficEvent {
        let topics = company.corpus.topics(guest.language, phase: phase)
        let questions = company.corpus.script(guest.language, random.pick(topics)).turns.filter {
            $0.voice == .guest(isFile: false)
        }
        let words = random.chance(20) ? company.corpus.phrases(guest.language).nudges : random.pick(questions).ways
        return .guestWrites(guest: guest.number, channel: channel, text: fill(random.pick(words), for: guest))
    }

    private mutating func thanks(_ number: Int, _ channel: GuestThread.Channel) -> TrafficEvent.Coming {
        let guest = company.guest(number)
        let text = fill(random.pick(company.corpus.phrases(guest.language).thanks), for: guest)
        return TrafficEvent.Coming(
            delay: .milliseconds(3_000 + random.below(9_000)),
            event: .guestWrites(guest: number, channel: channel, text: text)
        )
    }

    private mutating func fill(_ template: Template, for guest: Guest) -> String {
        Setting(guest: guest, property: company.property(random.below(company.properties)), stay: nil)
            .fill(template, &random)
    }
}
