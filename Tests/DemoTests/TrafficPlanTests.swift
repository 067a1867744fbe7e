import Postgres
import Testing

@testable import Demo

@Suite("What guests and channels do next")
struct TrafficPlanTests {
    private let company = Company(conversations: 200, seed: 1, now: UnixTime(seconds: 1_795_516_500))

    private func queued(_ channel: GuestThread.Channel, guest: Int? = 3) -> QueuedMessage {
        QueuedMessage(
            message: .row(.message, 1, seed: 1),
            conversation: .row(.conversation, 1, seed: 1),
            channel: channel,
            guest: guest
        )
    }

    private func states(_ coming: [TrafficEvent.ScheduledEvent]) -> [TrafficEvent.State] {
        coming.sorted { $0.delay < $1.delay }.compactMap { next in
            if case .delivered(_, _, let state) = next.event { state } else { nil }
        }
    }

    @Test("A message of the console's is sent, arrives and is read, in that order")
    func delivery() {
        var plan = TrafficPlan(company: company, seed: 1)
        #expect(states(plan.after(queued(.whatsapp))) == [.sent, .delivered, .read])
    }

    @Test("E-mail doesn't tell that it was read")
    func email() {
        var plan = TrafficPlan(company: company, seed: 1)
        #expect(states(plan.after(queued(.email))) == [.sent, .delivered])
    }

    @Test("A guest whom the demo didn't invent doesn't answer")
    func stranger() {
        var plan = TrafficPlan(company: company, seed: 1)
        for _ in 0..<50 { #expect(plan.after(queued(.whatsapp, guest: nil)).count == 3) }
    }

    @Test("Guests write within some seconds, always with words")
    func guests() {
        var plan = TrafficPlan(company: company, seed: 1)
        for _ in 0..<200 {
            let next = plan.next()
            #expect(next.delay > .zero && next.delay < .seconds(7))
            guard case .guestWrites(_, let text) = next.event else { continue }
            #expect(!text.isEmpty && !text.contains("{"))
        }
    }

    @Test("An exchange of thanks comes to an end")
    func ends() {
        var plan = TrafficPlan(company: company, seed: 1)
        var events = [plan.next().event]
        var handled = 0
        while let event = events.popLast(), handled < 1_000 {
            handled += 1
            events += plan.after(event).map(\.event)
        }
        #expect(handled < 100)
    }

    /// What comes of a plan in the order of time, without what guests begin by themselves after the first `guests`.
    private func course(guests: Int, for span: Duration, seed: UInt64 = 1) -> [(at: Duration, event: TrafficEvent)] {
        var plan = TrafficPlan(company: company, seed: seed)
        var coming = plan.begin().map { (at: $0.delay, event: $0.event) }
        var done: [(at: Duration, event: TrafficEvent)] = []
        var begun = 0
        while let next = coming.min(by: { $0.at < $1.at }), next.at < span {
            coming.removeAll { $0 == next }
            done.append(next)
            coming += plan.after(next.event).map { (at: next.at + $0.delay, event: $0.event) }
            let isSomebodyWriting = coming.contains { if case .guestWrites = $0.event { true } else { false } }
            guard !isSomebodyWriting, begun < guests else { continue }
            begun += 1
            let out = plan.next()
            coming.append((at: next.at + out.delay, event: out.event))
        }
        return done
    }

    @Test("A colleague opens the conversation, types for some seconds, answers there, and leaves it for the next")
    func colleagues() {
        let course = course(guests: 300, for: .seconds(1_500))
        var typing: [Int: (talk: TrafficEvent.ConversationKey, at: Duration)] = [:]
        var reading: [Int: TrafficEvent.ConversationKey] = [:]
        var answers = 0
        for (moment, event) in course {
            switch event {
            case .colleague(let number, .open(let talk)):
                #expect(reading[number] == nil || reading[number] == talk)
                reading[number] = talk
            case .colleague(let number, .type(let talk)):
                #expect(reading[number] == talk)
                typing[number] = (talk, moment)
            case .colleague(let number, .close):
                #expect(typing[number] == nil)
                reading[number] = nil
            case .companyAnswers(let talk, .colleague(let number), let text):
                let begun = typing.removeValue(forKey: number)
                #expect(begun?.talk == talk && !text.isEmpty)
                #expect(begun.map { moment - $0.at >= .seconds(4) } == true)
                answers += 1
            case .companyAnswers, .guestWrites, .delivered, .colleague: break
            }
        }
        #expect(answers > 20)
    }

    @Test("Who answers knows the zone, and nobody who is away does anything")
    func whoAnswers() {
        var away: Set<Int> = []
        var rests = 0
        for (_, event) in course(guests: 300, for: .seconds(1_500)) {
            guard case .colleague(let number, let deed) = event else { continue }
            switch deed {
            case .goIdle:
                away.insert(number)
                rests += 1
            case .resume: away.remove(number)
            case .open(let talk), .type(let talk):
                let person = company.staff.all[number]
                #expect(talk.zone == 0 || person.zones.contains(talk.zone))
                #expect(talk.owner == nil || talk.owner == number)
                #expect(person.login != "agent" && !away.contains(number))
            case .close: #expect(!away.contains(number))
            case .viewInbox: break
            }
            #expect(away.count <= 1)
        }
        #expect(rests > 3)
    }

    @Test("The same seed gives the same course")
    func repeatable() {
        let (first, second) = (course(guests: 60, for: .seconds(300)), course(guests: 60, for: .seconds(300)))
        #expect(first.count > 60 && first.map(\.event) == second.map(\.event))
    }

    @Test("However long guests write, colleagues find something that is theirs to answer")
    func neverIdle() {
        let late = course(guests: 450, for: .seconds(1_500)).filter { $0.at > .seconds(900) }
        let own = late.filter { _, event in
            if case .colleague(let number, .type(let talk)) = event { talk.owner == number } else { false }
        }
        #expect(own.count > 20)
    }
}
