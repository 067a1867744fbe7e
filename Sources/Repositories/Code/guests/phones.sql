-- Telephone numbers and mail addresses as they are compared.

-- Returns the country whose national numbers are written without a calling code.
CREATE OR REPLACE FUNCTION riad.house_country() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT s.value #>> '{}' FROM riad.settings s WHERE s.key = 'house_country');
END
$$;

-- Returns the number after its calling code, without a national prefix; null if it has no length that its country has.
CREATE OR REPLACE FUNCTION riad.national_number(rule riad.phone_countries, _digits text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    number text := CASE rule.calling_code
        -- A mobile number of Argentina has 9 before its area when called from abroad, and 15 after it inside the country.
        WHEN '54' THEN regexp_replace(_digits, '^0?(11|2[0-9]{2,3}|3[0-9]{2,3})15([0-9]{6,8})$', '9\1\2')
        -- Mexico's mobile numbers had a 1 until 2019, which WhatsApp still writes.
        WHEN '52' THEN regexp_replace(_digits, '^(?:1|01|044|045)([0-9]{10})$', '\1')
        -- Brazil: the carrier that was dialled, and the ninth digit, which WhatsApp leaves out of older mobile numbers.
        WHEN '55' THEN regexp_replace(
            regexp_replace(_digits, '^0[1-9]{2}([0-9]{10,11})$', '\1'), '^0?([1-9]{2})([6-9][0-9]{7})$', '\19\2')
        ELSE _digits END;
    short text := CASE
        WHEN starts_with(number, rule.national_prefix) THEN substr(number, length(rule.national_prefix) + 1) END;
BEGIN
    RETURN CASE
        WHEN rule.national_prefix = '0' AND length(short) = ANY (rule.lengths) AND short !~ '^0' THEN short
        WHEN length(number) = ANY (rule.lengths) AND (rule.national_prefix = '0' AND number ~ '^0') IS NOT TRUE THEN number
        WHEN length(short) = ANY (rule.lengths) THEN short
        END;
END
$$;

-- Returns digits that begin with a calling code as E.164; null if no country has such numbers.
CREATE OR REPLACE FUNCTION riad.international_number(_digits text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rule riad.phone_countries;
BEGIN
    -- No calling code begins another.
    SELECT p.* INTO rule FROM riad.phone_countries p
    WHERE p.is_main AND p.calling_code IN (left(_digits, 1), left(_digits, 2), left(_digits, 3));
    RETURN '+' || rule.calling_code || riad.national_number(rule, substr(_digits, length(rule.calling_code) + 1));
END
$$;

-- Returns a telephone number as E.164, such as +212670112233, however it is written: national (of `_country`), with 00,
-- (0), spaces, dots, words before or after it, an extension. Null for what can't be a number: too short or long for its
-- country, letters within it, two numbers. The rules are the table's: libphonenumber can't run where the writing
-- transaction decides who a guest is.
CREATE OR REPLACE FUNCTION riad.e164(_text text, _country text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- Digits of other scripts, wide signs, dashes and blanks; what is left over (zero-width and direction marks) goes.
    written text := translate(left(_text, 101),
        E'٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋\u2010\u2011\u2012\u2013\u2014\u2212／（）\u00a0\u2007\u202f'
            || E'\u2060\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069',
        '012345678901234567890123456789+------/()   ');
    digits text;
    own riad.phone_countries;
BEGIN
    IF _text ~ '^[+][0-9]+$' THEN
        RETURN riad.international_number(substr(left(_text, 40), 2));
    ELSIF length(written) > 100 OR _text IS NULL THEN
        RETURN NULL;
    END IF;
    -- Words before the number, an extension and words after it.
    written := substring(written FROM '[+(0-9].*$');
    -- (+212) 670…
    written := regexp_replace(written, '^[(] *[+]', '+');
    written := regexp_replace(written, '(?:;ext=|[,;]?\s*(?:ext(?:ension|n)?|poste|durchwahl|int|x|#)[.:]?)\s*[0-9]{1,7}\s*$', '', 'i');
    written := regexp_replace(written, '[^0-9]+$', '');
    IF written !~ '^[+]?[0-9 ()./-]{5,40}$' THEN
        RETURN NULL;
    END IF;
    digits := regexp_replace(written, '[^0-9]', '', 'g');
    IF written ~ '^[+]' THEN
        RETURN riad.international_number(digits);
    END IF;
    SELECT p.* INTO own FROM riad.phone_countries p WHERE p.country = _country;
    IF digits ~ '^00[1-9]' THEN
        RETURN riad.international_number(substr(digits, 3));
    ELSIF own.international_prefix !~ '^00$' AND starts_with(digits, own.international_prefix)
        AND riad.international_number(substr(digits, length(own.international_prefix) + 1)) IS NOT NULL
    THEN
        RETURN riad.international_number(substr(digits, length(own.international_prefix) + 1));
    END IF;
    -- A number without + or 00 that no national one can be is one whose + was left out.
    RETURN coalesce(
        '+' || own.calling_code || riad.national_number(own, digits),
        CASE WHEN length(digits) >= 10 THEN riad.international_number(digits) END
    );
END
$$;

-- Returns an e-mail address or telephone number as it is compared: E.164, or the address in small letters; null for
-- anything else.
CREATE OR REPLACE FUNCTION riad.contact_key(_text text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE
        WHEN strpos(_text, '@') > 0 THEN lower(riad.mail_address(btrim(_text, E' \t\r\n')) COLLATE "C")
        ELSE riad.e164(_text, riad.house_country()) END;
END
$$;
