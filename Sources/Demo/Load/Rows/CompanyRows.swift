import Postgres

/// Rows of the company's properties, guests and reservations.
struct CompanyRows {
    let company: Company

    static let properties = Statement(
        "copy_properties",
        """
        COPY public.property (property_id, org_id, name, address, latitude, longitude, status, amenities, ext_id, zone,
            created_at) FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeProperties(to rows: CopyWriter) throws(PostgresError) {
        for number in 0..<company.properties {
            let property = company.property(number)
            try rows.beginRow(columns: 11)
            rows.append(UUIDBytes.row(.property, number, seed: company.seed))
            rows.append(company.organisation)
            rows.append(property.name)
            rows.append(property.address)
            rows.append(Coordinate(property.latitude))
            rows.append(Coordinate(property.longitude))
            rows.append("active")
            rows.append(JSONText("{" + property.amenities.map { "\"\($0)\":true" }.joined(separator: ",") + "}"))
            rows.append("P\(1_000 + number)")
            rows.append(property.quarter.zone)
            rows.append((company.now - 400 * UnixTime.day).column)
        }
    }

    static let guests = Statement(
        "copy_guests",
        """
        COPY public.guest (guest_id, org_id, first_name, last_name, email, phone, country, ext_id, created_at)
        FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeGuests(to rows: CopyWriter) throws(PostgresError) {
        for number in 0..<company.guests {
            let guest = company.guest(number)
            try rows.beginRow(columns: 9)
            rows.append(UUIDBytes.row(.guest, number, seed: company.seed))
            rows.append(company.organisation)
            rows.append(guest.firstName)
            rows.append(guest.lastName)
            rows.append(guest.email)
            rows.append(guest.telephone)
            rows.append(guest.country.name)
            rows.append("G\(number)")
            rows.append((company.now - 120 * UnixTime.day).column)
        }
    }

    static let addresses = Statement(
        "copy_guest_addresses",
        """
        COPY riad.guest_addresses (channel_account, address, vouched_by, guest_id, created_at)
        FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeAddresses(to rows: CopyWriter) throws(PostgresError) {
        for number in 0..<company.guests {
            let guest = company.guest(number)
            for channel in GuestThread.Channel.allCases {
                try rows.beginRow(columns: 5)
                rows.append(channel.account)
                rows.append(channel.address(of: guest))
                rows.append(channel.voucher)
                rows.append(UUIDBytes.row(.guest, number, seed: company.seed))
                rows.append((company.now - 120 * UnixTime.day).column)
            }
        }
    }

    static let stays = Statement(
        "copy_reservations",
        """
        COPY public.reservation (res_id, org_id, guest_id, property_id, source, status, check_in, check_out, adults,
            children, ext_id, created_at, updated_at) FROM STDIN (FORMAT binary, FREEZE)
        """
    )

    func writeStays(to rows: CopyWriter) throws(PostgresError) {
        for number in 0..<company.stays.count {
            let stay = company.stays[number]
            try rows.beginRow(columns: 13)
            rows.append(UUIDBytes.row(.reservation, number, seed: company.seed))
            rows.append(company.organisation)
            rows.append(UUIDBytes.row(.guest, stay.guest, seed: company.seed))
            rows.append(UUIDBytes.row(.property, stay.property, seed: company.seed))
            rows.append(stay.source.rawValue)
            rows.append(stay.isCancelled ? "cancelled" : "confirmed")
            rows.append(stay.arrival.day)
            rows.append(stay.departure.day)
            rows.append(Int16(stay.adults))
            rows.append(Int16(stay.children))
            rows.append("R\(100_000 + number)")
            rows.append(min(stay.booked, company.now).column)
            rows.append(min(stay.booked, company.now).column)
        }
    }
}
