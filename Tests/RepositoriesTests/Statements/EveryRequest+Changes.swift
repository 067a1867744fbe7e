import Domain
import Repositories
import TestSupport

extension EveryRequest {
    func steering() -> [Sent?] {
        let target = TransferTarget.role(.superviseur)
        return [
            sent(try Steering.takeNext(by: reader)),
            sent(
                try Steering.transfer(
                    conversation,
                    to: target,
                    reason: "x",
                    assignVersion: assignVersion,
                    assignedTo: reader.id,
                    by: reader
                )
            ),
            sent(try Bulk.apply(.release, to: [], by: reader)),
            sent(
                try Bulk.applyToAll(.priority(.low), matching: InboxQuery(), upTo: .endOfTime, by: reader)
            ),
            sent(
                try Bulk.applyToAll(
                    .priority(.low),
                    matching: narrowed,
                    upTo: .endOfTime,
                    by: reader
                )
            ),
            sent(try Bulk.undo(freshIdentifier(), by: reader)),
            sent(try Merging.merge(twins, into: conversation, by: reader)),
            sent(try Merging.unmerge([conversation], by: reader)),
        ]
    }

    func answerTimes() -> [Sent?] {
        let calendar =
            self.calendar
            ?? ServiceCalendar(id: freshIdentifier(), name: UntrustedText("x"), timeZone: "UTC", hours: .always)
        let condition = TargetCondition(kind: .first)
        return [
            sent(try AnswerTimes.set(condition, minutes: 1, calendar: calendar.id, by: reader)),
            sent(try AnswerTimes.remove(condition, by: reader)), sent(try AnswerTimes.set(calendar, by: reader)),
            sent(try AnswerTimes.remove(calendar.id, by: reader)),
            sent(try AnswerTimes.setHolidays(of: calendar.id, adding: [], by: reader)),
            sent(try AnswerTimes.recount(by: reader)),
        ]
    }
}

extension EveryRequest {
    func savedViews() -> [Sent?] {
        let view =
            self.view
            ?? SavedView(
                id: freshIdentifier(),
                isShared: true,
                name: UntrustedText("x"),
                query: UntrustedText("state:open"),
                place: 1,
                version: 1
            )
        let content = SavedViewContent(name: "another", query: "state:open", isShared: true)
        return [
            sent(try SavedViews.save(content, by: reader)), sent(try SavedViews.delete(view, by: reader)),
            sent(try SavedViews.move(view, before: view, by: reader)),
        ]
    }
}

extension EveryRequest {
    private var stranger: StaffMember {
        StaffMember(
            id: freshIdentifier(),
            details: StaffDetails(
                firstName: UntrustedText("x"),
                lastName: UntrustedText("x"),
                email: nil,
                phone: nil,
                profile: .agent,
                zones: [],
                isActive: true
            ),
            role: nil,
            login: nil,
            load: 0,
            updatedAt: .endOfTime
        )
    }

    func people() -> [Sent?] {
        let member = colleague ?? stranger
        return [
            sent(try People.add(stranger.id, stranger.details, by: reader)),
            sent(try People.edit(member, into: member.details, by: reader)),
            sent(People.editOwn(firstName: "x", lastName: "", phone: "")),
            sent(try People.give(.agent, until: nil, to: member, by: reader)),
            sent(try People.takeRole(of: member, by: reader)),
            sent(try People.endSessionsLeft(of: member, by: reader)),
            sent(
                try Logins.create("newcomer", for: newcomer ?? stranger, verifier: verifier, until: until, by: reader)
            ),
            sent(try Logins.reset(member, verifier: verifier, until: until, by: reader)),
            sent(Logins.setOwn(verifier: verifier)),
            sent(try Logins.endSessions(of: member.id, processID: nil, by: reader)),
        ]
    }
}

extension EveryRequest {
    func cannedReplies() -> [Sent?] {
        let content = CannedReplyContent(name: "another", language: nil, body: "x", isShared: true)
        let reply =
            self.reply
            ?? CannedReply(
                id: freshIdentifier(),
                isShared: true,
                name: UntrustedText("x"),
                language: nil,
                body: UntrustedText("x"),
                version: 0,
                updatedAt: .endOfTime
            )
        return [
            sent(try CannedReplies.save(content, by: reader)), sent(try CannedReplies.delete(reply, by: reader)),
        ]
    }
}

extension EveryRequest {
    func records() -> [Sent?] {
        let day = CalendarDay(days: 0)
        let guest = GuestRecord.Content(firstName: "", lastName: "", email: "", phone: "", country: "", language: nil)
        let stay = ReservationRecord.Content(checkIn: day, checkOut: day, adults: nil, children: nil, status: "")
        let property = PropertyRecord.Content(name: "", address: "", zone: nil, amenities: [])
        let guestRecord = self.guestRecord ?? GuestRecord(id: freshIdentifier(), content: guest, version: 0)
        let reservationRecord =
            self.reservationRecord
            ?? ReservationRecord(id: freshIdentifier(), source: UntrustedText(""), content: stay, version: 0)
        let propertyRecord =
            self.propertyRecord ?? PropertyRecord(id: freshIdentifier(), content: property, version: 0)
        return [
            sent(try Guests.edit(guestRecord, to: guestRecord.content, by: reader)),
            sent(try Guests.edit(reservationRecord, to: reservationRecord.content, by: reader)),
            sent(try Properties.edit(propertyRecord, to: propertyRecord.content, by: reader)),
        ]
    }
}
