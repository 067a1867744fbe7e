import Console
import Domain
import Postgres
import Repositories

/// What the state asks for about answer times.
extension Shell {
    func put(_ request: AnswerTimesRequest) throws(AccessError) {
        let reader = try reader(for: .manageShared)
        switch request {
        case .read:
            try readAnswerTimes(for: reader)
        case .setTarget(let condition, let minutes, let calendar):
            change([try AnswerTimes.set(condition, minutes: minutes, calendar: calendar, by: reader)], request, reader)
        case .removeTarget(let condition):
            change([try AnswerTimes.remove(condition, by: reader)], request, reader)
        case .saveCalendar(let calendar, let removed):
            let days = try AnswerTimes.setHolidays(
                of: calendar.id,
                adding: calendar.holidays,
                removing: removed,
                by: reader
            )
            let hasDays = !calendar.holidays.isEmpty || !removed.isEmpty
            change([try AnswerTimes.set(calendar, by: reader)] + (hasDays ? [days] : []), request, reader)
        case .removeCalendar(let id):
            change([try AnswerTimes.remove(id, by: reader).map { 0 }], request, reader)
        }
    }

    private func readAnswerTimes(for reader: Reader) throws(AccessError) {
        let calendars = try AnswerTimes.calendars(for: reader)
        line.connection.send(try AnswerTimes.targets(for: reader)) { [unowned self] result in
            switch result {
            case .failure(let error): happen(.answerTimesAnswered(.read(.failure(Failure(error)))))
            case .success(let targets):
                send(calendars) { known in
                    .answerTimesAnswered(.read(known.map { AnswerTimesBook(targets: targets, calendars: $0) }))
                }
            }
        }
    }

    /// One request after the other until one fails; then the deadlines once more, for the messages that came meanwhile.
    private func change(_ requests: [Request<Int64>], _ asked: AnswerTimesRequest, _ reader: Reader) {
        guard let first = requests.first else {
            if let recount = try? AnswerTimes.recount(by: reader) { line.connection.send(recount) { _ in } }
            return happen(.answerTimesAnswered(.changed(asked, .success(()))))
        }
        line.connection.send(first) { [unowned self] result in
            switch result {
            case .success: change(Array(requests.dropFirst()), asked, reader)
            case .failure(let error):
                happen(.answerTimesAnswered(.changed(asked, .failure(Failure(ofChange: error)))))
            }
        }
    }
}
