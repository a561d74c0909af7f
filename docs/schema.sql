-- The database as the migrations make it, written by `make schema`; `make check` holds the two equal.
-- Of these migrations, and as it was written: 91c93aa528af4fe3.

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE FUNCTION public.as_part(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select coalesce(
        '%' || replace(replace(replace(public.name_part(word), '\', '\\'), '%', '\%'), '_', '\_') || '%', '%')
$$;

CREATE FUNCTION public.as_whole(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    select '(^|[ ''-])' || regexp_replace(plain_text(word), '([^[:alnum:]])', '\\\1', 'g') || '($|[ ''-])'
$_$;

CREATE PROCEDURE public.attendance_add_years(IN first_year integer, IN years integer)
    LANGUAGE plpgsql
    AS $$
declare name text;
begin
    for year in first_year..first_year + years - 1 loop
        name := 'attendance_' || year;
        if to_regclass(name) is null then
            execute format('create table %I partition of referrals_attendanceweek
                for values from (%L) to (%L) with (fillfactor = 60)',
                name, make_date(year, 8, 1), make_date(year + 1, 8, 1));
            call keep_to_authority(name::regclass);
        end if;
    end loop;
end $$;

CREATE FUNCTION public.attendance_goes_with_its_pupil() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    delete from public.referrals_attendanceweek where pupil_id in (select id from gone);
    return null;
end $$;

CREATE FUNCTION public.attendance_of_its_authority() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select from written w where not exists (
        select from public.referrals_pupil p where p.id = w.pupil_id and p.authority_id = w.authority_id)) then
        raise exception 'Attendance hangs on a pupil of its own authority.' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

CREATE FUNCTION public.attendance_stays_of_its_authority() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (
        select from public.referrals_pupil p where p.id = new.pupil_id and p.authority_id = new.authority_id) then
        raise exception 'Attendance hangs on a pupil of its own authority.' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

CREATE FUNCTION public.cohort_of(born date) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select extract(year from born + interval '4 months')::integer $$;

CREATE FUNCTION public.follow_merge() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare stays bigint;
begin
    perform 1 from referrals_pupil where id = new.pupil_id for key share;
    select stays_id into stays from referrals_merge where goes_id = new.pupil_id and state in ('merged', 'dividing');
    new.pupil_id := coalesce(stays, new.pupil_id);
    return new;
end $$;

CREATE FUNCTION public.forget_untied_person() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform from referrals_contactperson person where person.id = old.person_id for update;
    delete from referrals_contactperson person where person.id = old.person_id
        and not exists (select from referrals_contact tie where tie.person_id = old.person_id);
    return null;
end $$;

CREATE FUNCTION public.give_cohort() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
begin
    execute format('update %I set cohort = 0 where pupil_id = $1', tg_argv[0]) using new.id;
    return null;
end $_$;

CREATE FUNCTION public.inclusion_at() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select coalesce(nullif(current_setting('inclusion.at', true), '')::timestamptz, now()) $$;

CREATE FUNCTION public.inclusion_reach(own bigint[], agencies bigint[]) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    with recursive shared(agency_id, authority_id) as (
        select agency_id, (
            select min(share.authority_id + 0) from referrals_caseshare share
            where share.agency_id = agency.agency_id and share.closed_at is null
                and (share.held_at is null or share.agreed_at is not null))
        from unnest(agencies) as agency (agency_id)
        union all
        select agency_id, (
            select min(share.authority_id + 0) from referrals_caseshare share
            where share.agency_id = shared.agency_id and share.closed_at is null
                and (share.held_at is null or share.agreed_at is not null)
                and share.authority_id + 0 > shared.authority_id)
        from shared where authority_id is not null
    )
    select coalesce(string_agg(authority_id::text, ','), '') from (
        select unnest(own) as authority_id union select authority_id from shared where authority_id is not null
    ) as reached
$$;

CREATE FUNCTION public.keep_lost_keys() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into referrals_lostfile (key, at)
        select one, inclusion_at() from unnest(old.pictures || old.key::varchar) as one
        where one <> '' and (tg_op = 'DELETE' or one not in (select unnest(new.pictures || new.key::varchar)));
    return null;
end $$;

CREATE PROCEDURE public.keep_to_authority(IN kept regclass, IN for_worker boolean DEFAULT false)
    LANGUAGE plpgsql
    AS $$
begin
    execute format('alter table %s enable row level security', kept);
    execute format('alter table %s force row level security', kept);
    execute format('create policy of_its_authority on %s using (authority_id = any(
        (select string_to_array(current_setting(''inclusion.authorities'', true), '','')::bigint[])::bigint[]))', kept);
    execute format('create policy of_the_owner on %s to current_user using (true)', kept);
    if for_worker then
        execute format('create policy of_the_worker on %s to inclusion_worker using (true)', kept);
    end if;
end $$;

CREATE FUNCTION public.name_key(given text, family text, known text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select public.plain_text(coalesce(known, '') || ' ' || given || ' ' || family)
        || ' ' || coalesce(public.squeezed(known), '') || ' ' || public.squeezed(given) || ' ' || public.squeezed(family)
$$;

CREATE FUNCTION public.name_key(given text, family text, known text, former text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select public.name_key(given, family, known) || case former when '' then '' else translate(
        ' ' || public.plain_text(former) || ' ' || regexp_replace(public.plain_text(former), '[^[:alnum:]\n]', '', 'g'),
        E'\n', ' ') end
$$;

CREATE FUNCTION public.name_part(word text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select coalesce(nullif(public.squeezed(word), ''), public.plain_text(word)) $$;

CREATE FUNCTION public.name_sounds(given text, family text, known text, former text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select public.sounds_of(regexp_split_to_array(public.name_key(given, family, known, former), '[^a-z]+'))
$$;

CREATE FUNCTION public.plain_text(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $_$;

CREATE FUNCTION public.pupils_called(words text[], places bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place and name_key ~ as_whole(words[1])
            and (words[2] is null or name_key ~ as_whole(words[2])) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;

CREATE FUNCTION public.pupils_named(words text[], places bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place
            and name_key like as_part(words[1]) and name_key like as_part(words[2])
            and name_key like as_part(words[3]) and name_key like as_part(words[4])
            and name_key like as_part(words[5]) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;

CREATE FUNCTION public.pupils_near(word text, forms text[], places bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "pg_trgm.word_similarity_threshold" TO '0.35'
    AS $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place and (
            name_key like as_part(word) or name_key %> (word)
            or name_sounds(given_name, family_name, known_as, former_names) && sounds_of(forms)) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;

CREATE FUNCTION public.share_keeps_to_what_was_told() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare said text;
begin
    select told into said from referrals_familytold where id = new.family_told_id;
    if tg_argv[0] = 'agrees' and said is distinct from 'yes' then
        raise exception 'a family that agrees was told' using errcode = 'check_violation';
    end if;
    if tg_argv[0] = 'second' and said = 'no' then
        raise exception 'a second person is asked where the family is not told' using errcode = 'check_violation';
    end if;
    return null;
end $$;

CREATE FUNCTION public.sounds_of(words text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select coalesce(array_agg(distinct sound), '{}') from unnest(words) as word
        cross join lateral (values (public.dmetaphone(word)), (public.dmetaphone_alt(word))) as heard (sound)
    where length(word) > 2 and sound <> ''
$$;

CREATE FUNCTION public.squeezed(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ select regexp_replace(public.plain_text($1), '[^[:alnum:]]', '', 'g') $_$;

CREATE FUNCTION public.take_cohort() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.cohort := (select cohort_of(born_on) from referrals_pupil where id = new.pupil_id);
    return new;
end $$;

CREATE FUNCTION public.take_kind() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.kind := (select subject_kind from agencies_letter where id = new.letter_id);
    return new;
end $$;

CREATE PROCEDURE public.trail_add_months(IN first_month date, IN months integer)
    LANGUAGE plpgsql
    AS $$
declare month date; name text;
begin
    for n in 0..months - 1 loop
        month := first_month + make_interval(months => n);
        name := 'trail_' || to_char(month, 'YYYY_MM');
        if to_regclass(name) is null then
            execute format('create table %I partition of trail_entry for values from (%L) to (%L)',
                name, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
            execute format('create trigger trail_keep_table before truncate on %I for each statement
                execute function trail_keep()', name);
        end if;
    end loop;
end $$;

CREATE FUNCTION public.trail_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin raise exception 'The trail is never changed: % refused.', tg_op using errcode = 'insufficient_privilege'; end $$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_accountmail (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    invited_by character varying(300) NOT NULL,
    reference uuid NOT NULL,
    state character varying(8) NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    lease_until timestamp with time zone,
    lease_token uuid,
    sent_at timestamp with time zone,
    last_error character varying(80) NOT NULL,
    person_id bigint,
    seat_id bigint,
    CONSTRAINT account_mail_invites_to_a_seat CHECK (((((kind)::text = 'invitation'::text) AND (seat_id IS NOT NULL)) OR ((NOT ((kind)::text = 'invitation'::text)) AND (seat_id IS NULL)))),
    CONSTRAINT account_mail_kind_known CHECK (((kind)::text = ANY (ARRAY[('invitation'::character varying)::text, ('password_reset'::character varying)::text, ('password_changed'::character varying)::text, ('factor_added'::character varying)::text, ('factor_removed'::character varying)::text, ('codes_tried'::character varying)::text, ('code_given'::character varying)::text, ('new_device'::character varying)::text, ('unusual'::character varying)::text]))),
    CONSTRAINT account_mail_of_somebody CHECK (((person_id IS NOT NULL) OR ((kind)::text = 'password_reset'::text))),
    CONSTRAINT account_mail_state_known CHECK (((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sent'::character varying)::text, ('dropped'::character varying)::text, ('dead'::character varying)::text]))),
    CONSTRAINT agencies_accountmail_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.agencies_accountmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_accountmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_agency (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    kind character varying(30) NOT NULL,
    name character varying(150) NOT NULL,
    phone character varying(40) NOT NULL,
    safeguarding_lead character varying(120) NOT NULL,
    safeguarding_phone character varying(40) NOT NULL,
    closed_at timestamp with time zone,
    group_id integer NOT NULL,
    authority_id bigint NOT NULL,
    urn character varying(6) NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    clerk_address text DEFAULT ''::text NOT NULL,
    clerk_name character varying(120) DEFAULT ''::character varying NOT NULL,
    clerk_phone character varying(40) DEFAULT ''::character varying NOT NULL,
    regime character varying(10) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT agency_kind_known CHECK (((kind)::text = ANY (ARRAY[('school'::character varying)::text, ('early_years'::character varying)::text, ('college'::character varying)::text, ('alternative_provision'::character varying)::text, ('trust'::character varying)::text, ('council'::character varying)::text, ('police'::character varying)::text, ('health'::character varying)::text, ('social_care'::character varying)::text, ('youth_justice'::character varying)::text]))),
    CONSTRAINT agency_regime_known CHECK (((regime)::text = ANY (ARRAY[(''::character varying)::text, ('maintained'::character varying)::text, ('academy'::character varying)::text, ('pru'::character varying)::text, ('outside'::character varying)::text]))),
    CONSTRAINT agency_urn_six_digits CHECK ((((urn)::text = ''::text) OR ((urn)::text ~ '^[0-9]{6}$'::text)))
);

ALTER TABLE public.agencies_agency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_agency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_agencychange (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    act character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    key bigint NOT NULL,
    field character varying(40) NOT NULL,
    old text,
    new text,
    at timestamp with time zone NOT NULL,
    person_id bigint,
    by_name character varying(150) NOT NULL,
    by_agency character varying(150) NOT NULL,
    agency_id bigint NOT NULL
);

ALTER TABLE public.agencies_agencychange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_agencychange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_areayear (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    year smallint NOT NULL,
    version smallint NOT NULL,
    state character varying(9) NOT NULL,
    rows jsonb NOT NULL,
    published_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    published_by_id bigint NOT NULL,
    CONSTRAINT agencies_areayear_version_check CHECK ((version >= 0)),
    CONSTRAINT agencies_areayear_year_check CHECK ((year >= 0)),
    CONSTRAINT area_year_state_known CHECK (((state)::text = 'published'::text))
);

ALTER TABLE public.agencies_areayear ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_areayear_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_authority (
    id bigint NOT NULL,
    code character varying(3) NOT NULL,
    name character varying(120) NOT NULL,
    front_door_phone character varying(40) NOT NULL,
    out_of_hours_phone character varying(40) NOT NULL
);

ALTER TABLE public.agencies_authority ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_authority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_bankholiday (
    day date NOT NULL,
    title character varying(80) NOT NULL
);

CREATE TABLE public.agencies_closure (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    why character varying(10) NOT NULL,
    state character varying(5) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    version integer NOT NULL,
    agency_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT agencies_closure_version_check CHECK ((version >= 0)),
    CONSTRAINT closure_ended_at CHECK ((((ended_at IS NULL) AND ((state)::text = 'kept'::text)) OR ((ended_at IS NOT NULL) AND ((state)::text = 'ended'::text)))),
    CONSTRAINT closure_in_order CHECK ((last_on >= first_on)),
    CONSTRAINT closure_state_known CHECK (((state)::text = ANY (ARRAY[('kept'::character varying)::text, ('ended'::character varying)::text]))),
    CONSTRAINT closure_why_known CHECK (((why)::text = ANY (ARRAY[('weather'::character varying)::text, ('building'::character varying)::text, ('polling'::character varying)::text, ('strike'::character varying)::text, ('illness'::character varying)::text, ('emergency'::character varying)::text, ('other'::character varying)::text])))
);

ALTER TABLE public.agencies_closure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_closure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_code (
    id bigint NOT NULL,
    code_set character varying(40) NOT NULL,
    "position" integer NOT NULL,
    code character varying(10) NOT NULL,
    label character varying(300) NOT NULL,
    starts_on date,
    ends_on date,
    "group" character varying(100) NOT NULL,
    cbds_ref character varying(40) NOT NULL,
    source character varying(150) NOT NULL,
    status character varying(20) NOT NULL,
    CONSTRAINT agencies_code_position_check CHECK (("position" >= 0)),
    CONSTRAINT code_in_order CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on >= starts_on)))
);

ALTER TABLE public.agencies_code ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_code_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_delivery (
    id bigint NOT NULL,
    channel character varying(5) NOT NULL,
    reference uuid NOT NULL,
    state character varying(8) NOT NULL,
    not_before timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    lease_until timestamp with time zone,
    lease_token uuid,
    sent_at timestamp with time zone,
    read_at timestamp with time zone,
    last_error character varying(80) NOT NULL,
    person_id bigint NOT NULL,
    letter_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    why character varying(10) NOT NULL,
    kind character varying(20) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT agencies_delivery_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT delivery_channel_known CHECK (((channel)::text = ANY (ARRAY[('inbox'::character varying)::text, ('email'::character varying)::text]))),
    CONSTRAINT delivery_dropped_says_why CHECK (((((state)::text = 'dropped'::text) AND ((why)::text = ANY (ARRAY[('over'::character varying)::text, ('not_theirs'::character varying)::text, ('left'::character varying)::text, ('not_known'::character varying)::text]))) OR ((NOT ((state)::text = 'dropped'::text)) AND ((why)::text = ''::text)))),
    CONSTRAINT delivery_state_known CHECK (((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sent'::character varying)::text, ('dropped'::character varying)::text, ('dead'::character varying)::text])))
);

ALTER TABLE ONLY public.agencies_delivery FORCE ROW LEVEL SECURITY;

ALTER TABLE public.agencies_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_device (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    name character varying(60) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.agencies_device ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_device_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_draft (
    id bigint NOT NULL,
    form character varying(40) NOT NULL,
    subject_ref character varying(11) NOT NULL,
    typed jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    path character varying(200) NOT NULL,
    subject_kind character varying(20) NOT NULL,
    pupil_id bigint,
    words jsonb NOT NULL,
    page character varying(11) NOT NULL,
    version integer NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT agencies_draft_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.agencies_draft FORCE ROW LEVEL SECURITY;

ALTER TABLE public.agencies_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_establishment (
    urn character varying(6) NOT NULL,
    name character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    la_code character varying(3) NOT NULL,
    la_source character varying(40) NOT NULL,
    estab_number character varying(4) NOT NULL,
    laestab character varying(7) NOT NULL,
    phase character varying(30) NOT NULL,
    sector character varying(30) NOT NULL,
    town character varying(100) NOT NULL,
    postcode character varying(10) NOT NULL,
    headcount integer,
    headcount_girls integer,
    headcount_boys integer,
    sen_ehcp integer,
    sen_support integer,
    opened_on date,
    closed_on date,
    successor_urns character varying(6)[] NOT NULL,
    high_age smallint,
    low_age smallint,
    type_code character varying(3) NOT NULL,
    type_group character varying(60) NOT NULL,
    type_name character varying(80) NOT NULL,
    CONSTRAINT agencies_establishment_headcount_boys_check CHECK ((headcount_boys >= 0)),
    CONSTRAINT agencies_establishment_headcount_check CHECK ((headcount >= 0)),
    CONSTRAINT agencies_establishment_headcount_girls_check CHECK ((headcount_girls >= 0)),
    CONSTRAINT agencies_establishment_high_age_check CHECK ((high_age >= 0)),
    CONSTRAINT agencies_establishment_low_age_check CHECK ((low_age >= 0)),
    CONSTRAINT agencies_establishment_sen_ehcp_check CHECK ((sen_ehcp >= 0)),
    CONSTRAINT agencies_establishment_sen_support_check CHECK ((sen_support >= 0)),
    CONSTRAINT establishment_status_known CHECK (((status)::text = ANY (ARRAY[('open'::character varying)::text, ('closed'::character varying)::text, ('unlisted'::character varying)::text, ('proposed'::character varying)::text]))),
    CONSTRAINT establishment_urn_six_digits CHECK (((urn)::text ~ '^[0-9]{6}$'::text))
);

CREATE TABLE public.agencies_establishmentlink (
    id bigint NOT NULL,
    urn character varying(6) NOT NULL,
    link_urn character varying(6) NOT NULL,
    kind character varying(60) NOT NULL,
    established_on date,
    link_name character varying(200) NOT NULL
);

ALTER TABLE public.agencies_establishmentlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_establishmentlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_firstcode (
    id bigint NOT NULL,
    code_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    person_id bigint NOT NULL
);

ALTER TABLE public.agencies_firstcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_firstcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_following (
    id bigint NOT NULL,
    year smallint NOT NULL,
    follows_on date,
    taken_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    base_id bigint NOT NULL,
    coming_id bigint,
    school_id bigint NOT NULL,
    CONSTRAINT agencies_following_year_check CHECK ((year >= 0)),
    CONSTRAINT following_coming_on CHECK ((((coming_id IS NULL) AND (follows_on IS NULL)) OR ((coming_id IS NOT NULL) AND (follows_on IS NOT NULL))))
);

ALTER TABLE public.agencies_following ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_following_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_guess (
    key character varying(64) NOT NULL,
    wrong integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    free_at timestamp with time zone,
    CONSTRAINT agencies_guess_wrong_check CHECK ((wrong >= 0))
);

CREATE TABLE public.agencies_idempotencykey (
    id bigint NOT NULL,
    key character varying(128) NOT NULL,
    body_hash character varying(64) NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    client_id bigint NOT NULL,
    CONSTRAINT agencies_idempotencykey_status_check CHECK ((status >= 0))
);

ALTER TABLE public.agencies_idempotencykey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_idempotencykey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_keptsending (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    path character varying(200) NOT NULL,
    text text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.agencies_keptsending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_keptsending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_letter (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    act character varying(40) NOT NULL,
    step character varying(20) NOT NULL,
    subject_kind character varying(20) NOT NULL,
    subject_ref character varying(11) NOT NULL,
    case_id bigint,
    tells jsonb NOT NULL,
    not_to bigint,
    is_urgent boolean NOT NULL,
    words character varying(300) NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    addressed_at timestamp with time zone,
    authority_id bigint NOT NULL,
    due_on date,
    why character varying(80) NOT NULL
);

ALTER TABLE ONLY public.agencies_letter FORCE ROW LEVEL SECURITY;

ALTER TABLE public.agencies_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_localauthority (
    code character varying(3) NOT NULL,
    name character varying(80) NOT NULL,
    gss_code character varying(9) NOT NULL,
    region_code character varying(9) NOT NULL,
    region_name character varying(40) NOT NULL,
    status character varying(20) NOT NULL,
    note character varying(200) NOT NULL,
    CONSTRAINT local_authority_status_known CHECK (((status)::text = ANY (ARRAY[('current'::character varying)::text, ('former'::character varying)::text, ('outside England'::character varying)::text])))
);

CREATE TABLE public.agencies_misclient (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    name character varying(80) NOT NULL,
    scopes character varying(30)[] NOT NULL,
    made_at timestamp with time zone NOT NULL,
    secret_made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_success_at timestamp with time zone,
    once uuid,
    agency_id bigint NOT NULL,
    application_id bigint,
    made_by_id bigint NOT NULL,
    revoked_by_id bigint,
    expires_at timestamp with time zone NOT NULL,
    networks character varying(43)[] NOT NULL,
    old_secret character varying(255) NOT NULL,
    old_secret_until timestamp with time zone,
    ids_of_id bigint,
    CONSTRAINT mis_client_old_secret CHECK (((((old_secret)::text = ''::text) AND (old_secret_until IS NULL)) OR ((NOT ((old_secret)::text = ''::text)) AND (old_secret_until IS NOT NULL)))),
    CONSTRAINT mis_client_revoked_by CHECK ((((revoked_at IS NULL) AND (revoked_by_id IS NULL)) OR ((application_id IS NULL) AND (revoked_at IS NOT NULL) AND (revoked_by_id IS NOT NULL))))
);

ALTER TABLE public.agencies_misclient ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_misclient_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_person (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    reference character varying(11) NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    job character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    sessions_epoch integer NOT NULL,
    holds_urgent_mail boolean NOT NULL,
    CONSTRAINT agencies_person_sessions_epoch_check CHECK ((sessions_epoch >= 0))
);

ALTER TABLE public.agencies_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_person_user_permissions (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.agencies_person_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_person_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_reminderclock (
    id bigint NOT NULL,
    pressed_at timestamp with time zone NOT NULL
);

ALTER TABLE public.agencies_reminderclock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_reminderclock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_seat (
    id bigint NOT NULL,
    role character varying(30) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    agency_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT seat_in_order CHECK (((ends_at IS NULL) OR (ends_at >= starts_at))),
    CONSTRAINT seat_role_known CHECK (((role)::text = ANY (ARRAY[('staff'::character varying)::text, ('inclusion_lead'::character varying)::text, ('safeguarding_lead'::character varying)::text, ('head'::character varying)::text, ('acting_head'::character varying)::text, ('clerk'::character varying)::text, ('trust_lead'::character varying)::text, ('agency_worker'::character varying)::text, ('agency_manager'::character varying)::text, ('council_officer'::character varying)::text, ('council_manager'::character varying)::text, ('data_protection_officer'::character varying)::text, ('auditor'::character varying)::text, ('support'::character varying)::text])))
);

ALTER TABLE public.agencies_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    began_at timestamp with time zone,
    seen_at timestamp with time zone,
    device character varying(60) NOT NULL,
    person_id bigint
);

CREATE TABLE public.agencies_setting (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    value jsonb NOT NULL,
    starts_on date NOT NULL,
    set_by character varying(150) NOT NULL,
    authority_id bigint NOT NULL,
    set_at timestamp with time zone,
    why character varying(200) NOT NULL
);

ALTER TABLE public.agencies_setting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_setting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_strangertries (
    "on" date NOT NULL,
    tries integer NOT NULL,
    CONSTRAINT agencies_strangertries_tries_check CHECK ((tries >= 0))
);

CREATE TABLE public.agencies_sweep (
    name character varying(40) NOT NULL,
    ran_at timestamp with time zone NOT NULL
);

CREATE TABLE public.agencies_termdate (
    id bigint NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    kind character varying(10) NOT NULL,
    label character varying(80) NOT NULL,
    agency_id bigint NOT NULL,
    CONSTRAINT term_date_in_order CHECK ((last_on >= first_on)),
    CONSTRAINT term_date_kind_known CHECK (((kind)::text = ANY (ARRAY[('term'::character varying)::text, ('inset'::character varying)::text, ('closure'::character varying)::text, ('open'::character varying)::text])))
);

ALTER TABLE public.agencies_termdate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_termdate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_yearversion (
    id bigint NOT NULL,
    year smallint NOT NULL,
    version smallint NOT NULL,
    rows jsonb NOT NULL,
    kept_at timestamp with time zone,
    client character varying(11) NOT NULL,
    agency_id bigint NOT NULL,
    kept_by_id bigint,
    CONSTRAINT agencies_yearversion_version_check CHECK ((version >= 0)),
    CONSTRAINT agencies_yearversion_year_check CHECK ((year >= 0))
);

ALTER TABLE public.agencies_yearversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_yearversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_attendanceweek (
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    week date NOT NULL,
    am_1 character varying(2) DEFAULT ''::character varying NOT NULL,
    pm_1 character varying(2) DEFAULT ''::character varying NOT NULL,
    am_2 character varying(2) DEFAULT ''::character varying NOT NULL,
    pm_2 character varying(2) DEFAULT ''::character varying NOT NULL,
    am_3 character varying(2) DEFAULT ''::character varying NOT NULL,
    pm_3 character varying(2) DEFAULT ''::character varying NOT NULL,
    am_4 character varying(2) DEFAULT ''::character varying NOT NULL,
    pm_4 character varying(2) DEFAULT ''::character varying NOT NULL,
    am_5 character varying(2) DEFAULT ''::character varying NOT NULL,
    pm_5 character varying(2) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT attendance_week_begins_on_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
)
PARTITION BY RANGE (week);

ALTER TABLE ONLY public.referrals_attendanceweek FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance_2025 (
    pupil_id bigint CONSTRAINT referrals_attendanceweek_pupil_id_not_null NOT NULL,
    school_id bigint CONSTRAINT referrals_attendanceweek_school_id_not_null NOT NULL,
    authority_id bigint CONSTRAINT referrals_attendanceweek_authority_id_not_null NOT NULL,
    week date CONSTRAINT referrals_attendanceweek_week_not_null NOT NULL,
    am_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_1_not_null NOT NULL,
    pm_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_1_not_null NOT NULL,
    am_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_2_not_null NOT NULL,
    pm_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_2_not_null NOT NULL,
    am_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_3_not_null NOT NULL,
    pm_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_3_not_null NOT NULL,
    am_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_4_not_null NOT NULL,
    pm_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_4_not_null NOT NULL,
    am_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_5_not_null NOT NULL,
    pm_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_5_not_null NOT NULL,
    CONSTRAINT attendance_week_begins_on_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
)
WITH (fillfactor='60');

ALTER TABLE ONLY public.attendance_2025 FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance_2026 (
    pupil_id bigint CONSTRAINT referrals_attendanceweek_pupil_id_not_null NOT NULL,
    school_id bigint CONSTRAINT referrals_attendanceweek_school_id_not_null NOT NULL,
    authority_id bigint CONSTRAINT referrals_attendanceweek_authority_id_not_null NOT NULL,
    week date CONSTRAINT referrals_attendanceweek_week_not_null NOT NULL,
    am_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_1_not_null NOT NULL,
    pm_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_1_not_null NOT NULL,
    am_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_2_not_null NOT NULL,
    pm_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_2_not_null NOT NULL,
    am_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_3_not_null NOT NULL,
    pm_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_3_not_null NOT NULL,
    am_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_4_not_null NOT NULL,
    pm_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_4_not_null NOT NULL,
    am_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_5_not_null NOT NULL,
    pm_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_5_not_null NOT NULL,
    CONSTRAINT attendance_week_begins_on_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
)
WITH (fillfactor='60');

ALTER TABLE ONLY public.attendance_2026 FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance_2027 (
    pupil_id bigint CONSTRAINT referrals_attendanceweek_pupil_id_not_null NOT NULL,
    school_id bigint CONSTRAINT referrals_attendanceweek_school_id_not_null NOT NULL,
    authority_id bigint CONSTRAINT referrals_attendanceweek_authority_id_not_null NOT NULL,
    week date CONSTRAINT referrals_attendanceweek_week_not_null NOT NULL,
    am_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_1_not_null NOT NULL,
    pm_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_1_not_null NOT NULL,
    am_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_2_not_null NOT NULL,
    pm_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_2_not_null NOT NULL,
    am_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_3_not_null NOT NULL,
    pm_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_3_not_null NOT NULL,
    am_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_4_not_null NOT NULL,
    pm_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_4_not_null NOT NULL,
    am_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_5_not_null NOT NULL,
    pm_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_5_not_null NOT NULL,
    CONSTRAINT attendance_week_begins_on_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
)
WITH (fillfactor='60');

ALTER TABLE ONLY public.attendance_2027 FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance_2028 (
    pupil_id bigint CONSTRAINT referrals_attendanceweek_pupil_id_not_null NOT NULL,
    school_id bigint CONSTRAINT referrals_attendanceweek_school_id_not_null NOT NULL,
    authority_id bigint CONSTRAINT referrals_attendanceweek_authority_id_not_null NOT NULL,
    week date CONSTRAINT referrals_attendanceweek_week_not_null NOT NULL,
    am_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_1_not_null NOT NULL,
    pm_1 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_1_not_null NOT NULL,
    am_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_2_not_null NOT NULL,
    pm_2 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_2_not_null NOT NULL,
    am_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_3_not_null NOT NULL,
    pm_3 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_3_not_null NOT NULL,
    am_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_4_not_null NOT NULL,
    pm_4 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_4_not_null NOT NULL,
    am_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_am_5_not_null NOT NULL,
    pm_5 character varying(2) DEFAULT ''::character varying CONSTRAINT referrals_attendanceweek_pm_5_not_null NOT NULL,
    CONSTRAINT attendance_week_begins_on_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
)
WITH (fillfactor='60');

ALTER TABLE ONLY public.attendance_2028 FORCE ROW LEVEL SECURITY;

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.guardian_groupobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.guardian_groupobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_groupobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guardian_userobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    permission_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.guardian_userobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_userobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_boardsitting (
    id bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    goes_on_on date,
    decided_at timestamp with time zone,
    closed_at timestamp with time zone,
    authority_id bigint NOT NULL,
    closed_by_id bigint,
    entered_by_id bigint NOT NULL,
    suspension_id bigint NOT NULL,
    changes jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT board_sitting_began_before_now CHECK ((entered_at >= began_at)),
    CONSTRAINT board_sitting_ended CHECK ((((closed_at IS NULL) AND (closed_by_id IS NULL) AND (decided_at IS NULL) AND (ended_at IS NULL) AND (goes_on_on IS NULL)) OR ((closed_at >= ended_at) AND (closed_by_id IS NOT NULL) AND (ended_at >= began_at) AND ((decided_at IS NULL) OR ((decided_at >= began_at) AND (decided_at <= closed_at) AND (goes_on_on IS NULL))))))
);

ALTER TABLE ONLY public.interventions_boardsitting FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_boardsitting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_boardsitting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_consent (
    id bigint NOT NULL,
    party character varying(20) NOT NULL,
    name character varying(120) NOT NULL,
    answer character varying(3) NOT NULL,
    words text NOT NULL,
    how character varying(120) NOT NULL,
    statement_shown boolean NOT NULL,
    answered_on date,
    think_until_on date,
    asked_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone,
    recorded_by_id bigint,
    move_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT consent_parent_may_say_no CHECK (((NOT (((answer)::text = 'yes'::text) AND ((party)::text = ANY (ARRAY[('parent'::character varying)::text, ('pupil'::character varying)::text])))) OR (statement_shown AND (think_until_on IS NOT NULL)))),
    CONSTRAINT consent_party_known CHECK (((party)::text = ANY (ARRAY[('parent'::character varying)::text, ('pupil'::character varying)::text, ('home_head'::character varying)::text, ('receiving_head'::character varying)::text, ('admission_authority'::character varying)::text, ('council'::character varying)::text, ('virtual_head'::character varying)::text]))),
    CONSTRAINT consent_recorded_by_and_at CHECK (((((answer)::text = ''::text) AND (recorded_at IS NULL) AND (recorded_by_id IS NULL)) OR (((answer)::text = ANY (ARRAY[('yes'::character varying)::text, ('no'::character varying)::text])) AND (recorded_at IS NOT NULL) AND (recorded_by_id IS NOT NULL))))
);

ALTER TABLE ONLY public.interventions_consent FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_dayselsewhere (
    id bigint NOT NULL,
    half_days smallint NOT NULL,
    school character varying(120) NOT NULL,
    source character varying(10) NOT NULL,
    asked_on date NOT NULL,
    said_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    authority_id bigint NOT NULL,
    said_by_id bigint,
    suspension_id bigint NOT NULL,
    said_by_system character varying(150) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT days_elsewhere_at_a_school CHECK ((((half_days = 0) AND ((school)::text = ''::text)) OR ((half_days > 0) AND (NOT ((school)::text = ''::text))))),
    CONSTRAINT days_elsewhere_said_by CHECK ((((said_by_id IS NOT NULL) AND ((said_by_system)::text = ''::text)) OR ((said_by_id IS NULL) AND (NOT ((said_by_system)::text = ''::text))))),
    CONSTRAINT days_elsewhere_source CHECK (((source)::text = ANY (ARRAY[('school'::character varying)::text, ('council'::character varying)::text, ('parent'::character varying)::text, ('ctf'::character varying)::text, ('roll'::character varying)::text]))),
    CONSTRAINT interventions_dayselsewhere_half_days_check CHECK ((half_days >= 0))
);

ALTER TABLE ONLY public.interventions_dayselsewhere FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_dayselsewhere ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_dayselsewhere_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_education (
    id bigint NOT NULL,
    provider character varying(120) NOT NULL,
    address character varying(300) NOT NULL,
    from_on date NOT NULL,
    times character varying(60) NOT NULL,
    report_to character varying(120) NOT NULL,
    told_on date,
    told_how character varying(20) NOT NULL,
    virtual_head_on date,
    arranged_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    arranged_by_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    suspension_id bigint NOT NULL,
    CONSTRAINT education_told_in_writing CHECK (((((told_how)::text = ''::text) AND (told_on IS NULL)) OR (((told_how)::text = ANY (ARRAY[('by_hand'::character varying)::text, ('email_agreed'::character varying)::text, ('first_class_post'::character varying)::text, ('left_at_address'::character varying)::text])) AND (told_on IS NOT NULL))))
);

ALTER TABLE ONLY public.interventions_education FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_education ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_education_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_move (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    state character varying(10) NOT NULL,
    tried text NOT NULL,
    why text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    heard_by_whom character varying(120) NOT NULL,
    heard_words text NOT NULL,
    heard_on date,
    heard_at timestamp with time zone,
    agreed_at timestamp with time zone,
    returned_at timestamp with time zone,
    question text NOT NULL,
    approved_at timestamp with time zone,
    approved_why text NOT NULL,
    starts_on date,
    refused_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    ended_party character varying(20) NOT NULL,
    ended_why text NOT NULL,
    admitted_at timestamp with time zone,
    admitted_on date,
    version integer NOT NULL,
    once uuid,
    admitted_by_id bigint,
    approved_by_id bigint,
    authority_id bigint NOT NULL,
    case_id bigint NOT NULL,
    heard_by_id bigint,
    home_school_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    receiving_school_id bigint NOT NULL,
    refused_by_id bigint,
    returned_by_id bigint,
    share_id bigint NOT NULL,
    withdrawn_by_id bigint,
    asked jsonb DEFAULT '{}'::jsonb NOT NULL,
    ctf_sent_on date,
    file_sent_on date,
    told jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT interventions_move_version_check CHECK ((version >= 0)),
    CONSTRAINT move_admitted CHECK (((NOT ((state)::text = ANY (ARRAY[('admitted'::character varying)::text, ('settled'::character varying)::text]))) OR (admitted_at IS NOT NULL))),
    CONSTRAINT move_admitted_by_and_at CHECK ((((admitted_at IS NULL) AND (admitted_by_id IS NULL)) OR ((admitted_at IS NOT NULL) AND (admitted_by_id IS NOT NULL)))),
    CONSTRAINT move_approved_by_and_at CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT move_approved_has_day CHECK (((NOT ((state)::text = ANY (ARRAY[('approved'::character varying)::text, ('admitted'::character varying)::text, ('settled'::character varying)::text]))) OR ((approved_at IS NOT NULL) AND (heard_at IS NOT NULL) AND (starts_on IS NOT NULL)))),
    CONSTRAINT move_approver_not_proposer CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT move_elsewhere CHECK ((NOT (home_school_id = receiving_school_id))),
    CONSTRAINT move_heard_by_and_at CHECK ((((heard_at IS NULL) AND (heard_by_id IS NULL)) OR ((heard_at IS NOT NULL) AND (heard_by_id IS NOT NULL)))),
    CONSTRAINT move_refused CHECK (((NOT ((state)::text = 'refused'::text)) OR (refused_at IS NOT NULL))),
    CONSTRAINT move_refused_by_and_at CHECK ((((refused_at IS NULL) AND (refused_by_id IS NULL)) OR ((refused_at IS NOT NULL) AND (refused_by_id IS NOT NULL)))),
    CONSTRAINT move_returned_by_and_at CHECK ((((returned_at IS NULL) AND (returned_by_id IS NULL)) OR ((returned_at IS NOT NULL) AND (returned_by_id IS NOT NULL)))),
    CONSTRAINT move_state_known CHECK (((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('agreed'::character varying)::text, ('approved'::character varying)::text, ('refused'::character varying)::text, ('withdrawn'::character varying)::text, ('admitted'::character varying)::text, ('settled'::character varying)::text]))),
    CONSTRAINT move_withdrawn CHECK (((NOT ((state)::text = 'withdrawn'::text)) OR (withdrawn_at IS NOT NULL))),
    CONSTRAINT move_withdrawn_by_and_at CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL))))
);

ALTER TABLE ONLY public.interventions_move FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_move ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_move_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_placecheck (
    id bigint NOT NULL,
    stage character varying(10) NOT NULL,
    places smallint NOT NULL,
    taken smallint NOT NULL,
    ground character varying(12) NOT NULL,
    asked_whom character varying(120) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    checked_by_id bigint NOT NULL,
    move_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT interventions_placecheck_places_check CHECK ((places >= 0)),
    CONSTRAINT interventions_placecheck_taken_check CHECK ((taken >= 0)),
    CONSTRAINT place_ground_known CHECK (((ground)::text = ANY (ARRAY[('nobody'::character varying)::text, ('first'::character varying)::text, ('none'::character varying)::text]))),
    CONSTRAINT place_stage_known CHECK (((stage)::text = ANY (ARRAY[('proposal'::character varying)::text, ('approval'::character varying)::text])))
);

ALTER TABLE ONLY public.interventions_placecheck FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_placecheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_placecheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_settlingreview (
    id bigint NOT NULL,
    week smallint NOT NULL,
    words text NOT NULL,
    pupil_words text NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    move_id bigint NOT NULL,
    reviewed_by_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT interventions_settlingreview_week_check CHECK ((week >= 0)),
    CONSTRAINT review_week_known CHECK ((week = ANY (ARRAY[6, 12])))
);

ALTER TABLE ONLY public.interventions_settlingreview FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_settlingreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_settlingreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_signal (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    rule character varying(6) NOT NULL,
    state character varying(8) NOT NULL,
    numbers jsonb NOT NULL,
    found_at timestamp with time zone NOT NULL,
    result character varying(10) NOT NULL,
    why character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    over_at timestamp with time zone,
    version integer NOT NULL,
    answered_by_id bigint,
    authority_id bigint NOT NULL,
    concern_id bigint,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    after_missed smallint,
    after_possible smallint,
    before_missed smallint,
    before_possible smallint,
    CONSTRAINT interventions_signal_after_missed_check CHECK ((after_missed >= 0)),
    CONSTRAINT interventions_signal_after_possible_check CHECK ((after_possible >= 0)),
    CONSTRAINT interventions_signal_before_missed_check CHECK ((before_missed >= 0)),
    CONSTRAINT interventions_signal_before_possible_check CHECK ((before_possible >= 0)),
    CONSTRAINT interventions_signal_version_check CHECK ((version >= 0)),
    CONSTRAINT signal_answered_by_and_at CHECK ((((answered_at IS NULL) AND (answered_by_id IS NULL) AND (concern_id IS NULL) AND ((result)::text = ''::text)) OR ((NOT ((result)::text = ''::text)) AND (answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL)))),
    CONSTRAINT signal_concern CHECK ((((concern_id IS NOT NULL) AND ((result)::text = 'concern'::text)) OR ((NOT ((result)::text = 'concern'::text)) AND (concern_id IS NULL)))),
    CONSTRAINT signal_result_known CHECK (((result)::text = ANY (ARRAY[(''::character varying)::text, ('concern'::character varying)::text, ('helping'::character varying)::text, ('not_useful'::character varying)::text]))),
    CONSTRAINT signal_state_fits CHECK ((((over_at IS NULL) AND ((result)::text = ''::text) AND ((state)::text = 'stands'::text)) OR ((over_at IS NULL) AND ((state)::text = 'answered'::text) AND (NOT ((result)::text = ''::text))) OR ((numbers = '{}'::jsonb) AND (over_at IS NOT NULL) AND ((state)::text = 'over'::text) AND ((why)::text = ''::text)))),
    CONSTRAINT signal_state_known CHECK (((state)::text = ANY (ARRAY[('stands'::character varying)::text, ('answered'::character varying)::text, ('over'::character varying)::text])))
);

ALTER TABLE ONLY public.interventions_signal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_signal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_signal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_signalrun (
    id bigint NOT NULL,
    worked_at timestamp with time zone,
    wanted_at timestamp with time zone,
    authority_id bigint NOT NULL,
    school_id bigint NOT NULL,
    failed_at timestamp with time zone
);

ALTER TABLE public.interventions_signalrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_signalrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_signalswitch (
    id bigint NOT NULL,
    rule character varying(6) NOT NULL,
    is_on boolean NOT NULL,
    why character varying(1000) NOT NULL,
    switched_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    school_id bigint NOT NULL,
    switched_by_id bigint NOT NULL,
    kept character varying(30)[] DEFAULT '{}'::character varying(30)[] NOT NULL
);

ALTER TABLE public.interventions_signalswitch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_signalswitch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_suspendedsession (
    id bigint NOT NULL,
    day date NOT NULL,
    session character varying(5) NOT NULL,
    pupil_id bigint NOT NULL,
    suspension_id bigint NOT NULL,
    fell_away boolean NOT NULL,
    authority_id bigint NOT NULL,
    school_id bigint,
    CONSTRAINT suspended_session_known CHECK (((session)::text = ANY (ARRAY[('AM'::character varying)::text, ('PM'::character varying)::text, ('LUNCH'::character varying)::text])))
);

ALTER TABLE ONLY public.interventions_suspendedsession FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspendedsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_suspendedsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_suspension (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    kind character varying(15) NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    half_days smallint NOT NULL,
    tried text NOT NULL,
    misses_exam boolean NOT NULL,
    is_beyond_power boolean NOT NULL,
    decided_by_role character varying(15) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    imposed_at timestamp with time zone NOT NULL,
    reported_by character varying(150) NOT NULL,
    version integer NOT NULL,
    once uuid,
    authority_id bigint NOT NULL,
    case_id bigint,
    imposed_by_id bigint,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    back_on date,
    begun_at timestamp with time zone,
    begun_by_id bigint,
    board character varying(6) NOT NULL,
    cancelled_at timestamp with time zone,
    cancelled_by_id bigint,
    cancelled_why text NOT NULL,
    decided_on date,
    outcome character varying(10) NOT NULL,
    outcome_at timestamp with time zone,
    outcome_by_id bigint,
    outcome_words text NOT NULL,
    represented_at timestamp with time zone,
    represented_by_id bigint,
    represented_on date,
    represented_whose character varying(120) NOT NULL,
    state character varying(10) NOT NULL,
    external_id character varying(64) NOT NULL,
    changes jsonb NOT NULL,
    revision smallint NOT NULL,
    voided_at timestamp with time zone,
    voided_by_id bigint,
    voided_by_system character varying(150) NOT NULL,
    voided_why text NOT NULL,
    system_id bigint,
    board_view text NOT NULL,
    considered_at timestamp with time zone,
    considered_by_id bigint,
    considered_on date,
    exam_on date,
    asked jsonb NOT NULL,
    happened text DEFAULT ''::text NOT NULL,
    exams_taken boolean DEFAULT false NOT NULL,
    cohort integer DEFAULT 0 NOT NULL,
    CONSTRAINT interventions_suspension_half_days_check CHECK ((half_days >= 0)),
    CONSTRAINT interventions_suspension_revision_check CHECK ((revision >= 0)),
    CONSTRAINT interventions_suspension_version_check CHECK ((version >= 0)),
    CONSTRAINT suspension_begun_by_and_at CHECK ((((begun_at IS NULL) AND (begun_by_id IS NULL)) OR ((begun_at IS NOT NULL) AND (begun_by_id IS NOT NULL)))),
    CONSTRAINT suspension_board_begun CHECK (((NOT ((state)::text = ANY (ARRAY[('begun'::character varying)::text, ('adjourned'::character varying)::text, ('decided'::character varying)::text]))) OR (begun_at IS NOT NULL))),
    CONSTRAINT suspension_board_decided CHECK ((((outcome_at IS NOT NULL) AND ((state)::text = 'decided'::text)) OR ((NOT ((state)::text = 'decided'::text)) AND (outcome_at IS NULL)))),
    CONSTRAINT suspension_board_known CHECK (((board)::text = ANY (ARRAY[(''::character varying)::text, ('asked'::character varying)::text, ('meets'::character varying)::text]))),
    CONSTRAINT suspension_cancelled_before_the_board CHECK (((NOT ((state)::text = 'cancelled'::text)) OR ((begun_at IS NULL) AND (cancelled_at IS NOT NULL) AND (NOT (cancelled_why = ''::text))))),
    CONSTRAINT suspension_cancelled_by_and_at CHECK ((((cancelled_at IS NULL) AND (cancelled_by_id IS NULL)) OR ((cancelled_at IS NOT NULL) AND (cancelled_by_id IS NOT NULL)))),
    CONSTRAINT suspension_considered_by_and_at CHECK ((((considered_at IS NULL) AND (considered_by_id IS NULL)) OR ((considered_at IS NOT NULL) AND (considered_by_id IS NOT NULL)))),
    CONSTRAINT suspension_decided_by_head CHECK (((decided_by_role)::text = ANY (ARRAY[('head'::character varying)::text, ('acting_head'::character varying)::text]))),
    CONSTRAINT suspension_exam_that_is_missed CHECK (((exam_on IS NULL) OR misses_exam)),
    CONSTRAINT suspension_imposed_or_reported CHECK ((((imposed_by_id IS NOT NULL) AND ((reported_by)::text = ''::text)) OR ((imposed_by_id IS NULL) AND (NOT ((reported_by)::text = ''::text))))),
    CONSTRAINT suspension_in_order CHECK (((half_days > 0) AND (last_on >= first_on))),
    CONSTRAINT suspension_kind_known CHECK (((kind)::text = ANY (ARRAY[('whole'::character varying)::text, ('whole_from_pm'::character varying)::text, ('lunch'::character varying)::text, ('mornings'::character varying)::text, ('afternoons'::character varying)::text, ('sessions'::character varying)::text]))),
    CONSTRAINT suspension_outcome_by_and_at CHECK ((((outcome_at IS NULL) AND (outcome_by_id IS NULL)) OR ((outcome_at IS NOT NULL) AND (outcome_by_id IS NOT NULL)))),
    CONSTRAINT suspension_outcome_known CHECK (((outcome)::text = ANY (ARRAY[(''::character varying)::text, ('declined'::character varying)::text, ('reinstated'::character varying)::text, ('viewed'::character varying)::text]))),
    CONSTRAINT suspension_represented_by_and_at CHECK ((((represented_at IS NULL) AND (represented_by_id IS NULL)) OR ((represented_at IS NOT NULL) AND (represented_by_id IS NOT NULL)))),
    CONSTRAINT suspension_state_known CHECK (((state)::text = ANY (ARRAY[('imposed'::character varying)::text, ('begun'::character varying)::text, ('adjourned'::character varying)::text, ('decided'::character varying)::text, ('cancelled'::character varying)::text, ('void'::character varying)::text]))),
    CONSTRAINT suspension_voided_by_and_why CHECK ((((begun_at IS NULL) AND ((state)::text = 'void'::text) AND (voided_at IS NOT NULL) AND (NOT (voided_why = ''::text)) AND (((voided_by_id IS NOT NULL) AND ((voided_by_system)::text = ''::text)) OR ((voided_by_id IS NULL) AND (NOT ((voided_by_system)::text = ''::text))))) OR ((NOT ((state)::text = 'void'::text)) AND (voided_at IS NULL) AND (voided_by_id IS NULL) AND ((voided_by_system)::text = ''::text) AND (voided_why = ''::text))))
);

ALTER TABLE ONLY public.interventions_suspension FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_suspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_suspensionnotice (
    id bigint NOT NULL,
    recipient character varying(15) NOT NULL,
    whom character varying(120) NOT NULL,
    how character varying(20) NOT NULL,
    told_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_id bigint,
    suspension_id bigint NOT NULL,
    of character varying(12) NOT NULL,
    authority_id bigint NOT NULL,
    revision smallint NOT NULL,
    given_on date,
    letter jsonb NOT NULL,
    told_at timestamp with time zone,
    contact_id bigint,
    CONSTRAINT interventions_suspensionnotice_revision_check CHECK ((revision >= 0)),
    CONSTRAINT suspension_notice_contact_is_parents CHECK (((contact_id IS NULL) OR ((recipient)::text = 'parents'::text))),
    CONSTRAINT suspension_notice_how CHECK (((how)::text = ANY (ARRAY[('by_hand'::character varying)::text, ('left_at_address'::character varying)::text, ('first_class_post'::character varying)::text, ('email_agreed'::character varying)::text, ('phone'::character varying)::text, ('in_person'::character varying)::text, ('here'::character varying)::text]))),
    CONSTRAINT suspension_notice_of CHECK (((of)::text = ANY (ARRAY[('suspension'::character varying)::text, ('cancellation'::character varying)::text, ('decision'::character varying)::text, ('void'::character varying)::text]))),
    CONSTRAINT suspension_notice_recipient CHECK (((recipient)::text = ANY (ARRAY[('parents'::character varying)::text, ('pupil'::character varying)::text, ('governors'::character varying)::text, ('council'::character varying)::text, ('social_worker'::character varying)::text, ('virtual_head'::character varying)::text])))
);

ALTER TABLE ONLY public.interventions_suspensionnotice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspensionnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_suspensionnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_suspensionreason (
    id bigint NOT NULL,
    place smallint NOT NULL,
    code character varying(18) NOT NULL,
    suspension_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT interventions_suspensionreason_place_check CHECK ((place >= 0)),
    CONSTRAINT suspension_reasons_three CHECK (((place >= 1) AND (place <= 3)))
);

ALTER TABLE ONLY public.interventions_suspensionreason FORCE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspensionreason ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_suspensionreason_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interventions_termreport (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    is_fixed boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    remind_on date,
    state character varying(4) NOT NULL,
    laid_on date,
    laid_at timestamp with time zone,
    version integer NOT NULL,
    authority_id bigint NOT NULL,
    laid_by_id bigint,
    school_id bigint NOT NULL,
    CONSTRAINT interventions_termreport_version_check CHECK ((version >= 0)),
    CONSTRAINT term_report_in_order CHECK ((last_on >= first_on)),
    CONSTRAINT term_report_laid CHECK ((((laid_at IS NULL) AND (laid_by_id IS NULL) AND (laid_on IS NULL) AND ((state)::text = 'owed'::text)) OR ((laid_at IS NOT NULL) AND (laid_by_id IS NOT NULL) AND (laid_on IS NOT NULL) AND ((state)::text = 'laid'::text)))),
    CONSTRAINT term_report_state_known CHECK (((state)::text = ANY (ARRAY[('owed'::character varying)::text, ('laid'::character varying)::text])))
);

ALTER TABLE public.interventions_termreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interventions_termreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.level_permission (
    level character varying(1) NOT NULL,
    rank integer NOT NULL,
    codename character varying(100) NOT NULL
);

CREATE VIEW public.live_seat WITH (security_invoker='true') AS
 SELECT seat.id,
    seat.person_id,
    agency.group_id
   FROM (public.agencies_seat seat
     JOIN public.agencies_agency agency ON (((agency.id = seat.agency_id) AND (agency.closed_at IS NULL))))
  WHERE ((seat.starts_at <= public.inclusion_at()) AND ((seat.ends_at IS NULL) OR (seat.ends_at > public.inclusion_at())));

CREATE TABLE public.referrals_caseshare (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    level character varying(1) NOT NULL,
    sections character varying(12)[] NOT NULL,
    purpose character varying(20) NOT NULL,
    basis character varying(20) NOT NULL,
    question text NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    declined_why text NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_why text NOT NULL,
    answered_at timestamp with time zone,
    closed_at timestamp with time zone,
    touched_at timestamp with time zone NOT NULL,
    accepted_by_id bigint,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    authority_id bigint NOT NULL,
    case_id bigint NOT NULL,
    declined_by_id bigint,
    granted_by_id bigint NOT NULL,
    granting_agency_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    withdrawn_for_id bigint,
    family_told_id bigint NOT NULL,
    left_at timestamp with time zone,
    agreed_at timestamp with time zone,
    agreed_by_id bigint,
    condition character varying(20) DEFAULT ''::character varying NOT NULL,
    held_at timestamp with time zone,
    held_by_id bigint,
    limb character varying(40) DEFAULT ''::character varying NOT NULL,
    necessity text DEFAULT ''::text NOT NULL,
    refused_at timestamp with time zone,
    refused_by_id bigint,
    refused_for character varying(30) DEFAULT ''::character varying NOT NULL,
    refused_why text DEFAULT ''::text NOT NULL,
    withdrawn_reason character varying(30) DEFAULT ''::character varying NOT NULL,
    widens_id bigint,
    is_half boolean DEFAULT false NOT NULL,
    CONSTRAINT share_accepted_by_and_at CHECK ((((accepted_at IS NULL) AND (accepted_by_id IS NULL)) OR ((accepted_at IS NOT NULL) AND (accepted_by_id IS NOT NULL)))),
    CONSTRAINT share_accepted_once_agreed CHECK (((accepted_at IS NULL) OR (held_at IS NULL) OR (agreed_at IS NOT NULL))),
    CONSTRAINT share_agreed_by_another CHECK ((((agreed_at IS NULL) AND (agreed_by_id IS NULL)) OR ((agreed_at IS NOT NULL) AND (agreed_by_id IS NOT NULL) AND (NOT ((agreed_by_id = held_by_id) AND (agreed_by_id IS NOT NULL) AND (held_by_id IS NOT NULL)))))),
    CONSTRAINT share_basis_known CHECK (((basis)::text = ANY (ARRAY[('safeguarding'::character varying)::text, ('public_task'::character varying)::text, ('family_agreement'::character varying)::text, ('crime_prevention'::character varying)::text, ('health_care'::character varying)::text, ('duty_to_share'::character varying)::text]))),
    CONSTRAINT share_condition_known CHECK (((condition)::text = ANY (ARRAY[(''::character varying)::text, ('para_18'::character varying)::text, ('para_6'::character varying)::text, ('para_10'::character varying)::text, ('health_care'::character varying)::text, ('ordinary'::character varying)::text]))),
    CONSTRAINT share_ended_is_closed CHECK ((((declined_at IS NULL) AND (withdrawn_at IS NULL)) OR (closed_at IS NOT NULL))),
    CONSTRAINT share_held_by_and_at CHECK ((((agreed_at IS NULL) AND (agreed_by_id IS NULL) AND (held_at IS NULL) AND (held_by_id IS NULL) AND (refused_at IS NULL)) OR ((held_at IS NOT NULL) AND (held_by_id IS NOT NULL)))),
    CONSTRAINT share_in_order CHECK ((ends_at > starts_at)),
    CONSTRAINT share_level_known CHECK (((level)::text = ANY (ARRAY[('E'::character varying)::text, ('C'::character varying)::text, ('S'::character varying)::text, ('T'::character varying)::text, ('F'::character varying)::text, ('R'::character varying)::text]))),
    CONSTRAINT share_para_18_has_limb CHECK (((((condition)::text = 'para_18'::text) AND ((limb)::text = ANY (ARRAY[('cannot_give'::character varying)::text, ('cannot_reasonably_be_obtained'::character varying)::text, ('seeking_would_prejudice_protection'::character varying)::text]))) OR ((NOT ((condition)::text = 'para_18'::text)) AND ((limb)::text = ''::text)))),
    CONSTRAINT share_purpose_known CHECK (((purpose)::text = ANY (ARRAY[('safeguard'::character varying)::text, ('early_help'::character varying)::text, ('health_support'::character varying)::text, ('social_care'::character varying)::text, ('prevent_harm'::character varying)::text, ('youth_justice'::character varying)::text, ('education_provision'::character varying)::text]))),
    CONSTRAINT share_refused_by_another CHECK ((((refused_at IS NULL) AND (refused_by_id IS NULL) AND ((refused_for)::text = ''::text)) OR ((agreed_at IS NULL) AND (closed_at IS NOT NULL) AND (refused_at IS NOT NULL) AND (refused_by_id IS NOT NULL) AND ((refused_for)::text = ANY (ARRAY[('more_detrimental_to_child'::character varying)::text, ('would_not_help_function'::character varying)::text, ('not_relevant'::character varying)::text, ('not_a_listed_body'::character varying)::text, ('family_refused'::character varying)::text, ('no_agreement'::character varying)::text])) AND (NOT ((refused_by_id = held_by_id) AND (refused_by_id IS NOT NULL) AND (held_by_id IS NOT NULL)))))),
    CONSTRAINT share_sections_known CHECK ((sections <@ ARRAY['education'::character varying(12), 'attendance'::character varying(12), 'behaviour'::character varying(12), 'health'::character varying(12), 'social_care'::character varying(12), 'justice'::character varying(12), 'home'::character varying(12), 'voice'::character varying(12), 'casework'::character varying(12)])),
    CONSTRAINT share_wider_asks_a_second_person CHECK (((widens_id IS NULL) OR (held_at IS NOT NULL))),
    CONSTRAINT share_withdrawn_by_and_at CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL) AND (withdrawn_for_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (withdrawn_for_id IS NOT NULL)))),
    CONSTRAINT share_withdrawn_reason_known CHECK (((withdrawn_reason)::text = ANY (ARRAY[(''::character varying)::text, ('purpose_met'::character varying)::text, ('more_detrimental_to_child'::character varying)::text, ('would_not_help_function'::character varying)::text, ('not_relevant'::character varying)::text, ('not_a_listed_body'::character varying)::text, ('family_refused'::character varying)::text, ('no_agreement'::character varying)::text])))
);
ALTER TABLE ONLY public.referrals_caseshare ALTER COLUMN agency_id SET STATISTICS 1000;

ALTER TABLE ONLY public.referrals_caseshare FORCE ROW LEVEL SECURITY;

CREATE VIEW public.live_share WITH (security_invoker='true') AS
 SELECT ((share.id * 16) + opens.rank) AS id,
    share.case_id AS content_object_id,
    agency.group_id,
    permission.id AS permission_id
   FROM ((((public.referrals_caseshare share
     JOIN public.agencies_agency agency ON (((agency.id = share.agency_id) AND (agency.closed_at IS NULL))))
     JOIN public.level_permission opens ON (((opens.level)::text = (share.level)::text)))
     JOIN public.django_content_type kind ON ((((kind.app_label)::text = 'referrals'::text) AND ((kind.model)::text = 'case'::text))))
     JOIN public.auth_permission permission ON ((((permission.codename)::text = (opens.codename)::text) AND (permission.content_type_id = kind.id))))
  WHERE ((share.closed_at IS NULL) AND (share.withdrawn_at IS NULL) AND (share.declined_at IS NULL) AND (share.accepted_at IS NOT NULL) AND (share.starts_at <= public.inclusion_at()) AND (public.inclusion_at() < share.ends_at) AND ((share.left_at IS NULL) OR (public.inclusion_at() < share.left_at)));

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_accesstoken (
    id bigint NOT NULL,
    token text NOT NULL,
    expires timestamp with time zone NOT NULL,
    scope text NOT NULL,
    application_id bigint,
    user_id bigint,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    source_refresh_token_id bigint,
    id_token_id bigint,
    token_checksum character varying(64) NOT NULL,
    resource jsonb NOT NULL
);

ALTER TABLE public.oauth2_provider_accesstoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_accesstoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_application (
    id bigint NOT NULL,
    client_id character varying(255) NOT NULL,
    redirect_uris text NOT NULL,
    client_type character varying(32) NOT NULL,
    authorization_grant_type character varying(44) NOT NULL,
    client_secret character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    user_id bigint,
    skip_authorization boolean NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    algorithm character varying(5) NOT NULL,
    post_logout_redirect_uris text NOT NULL,
    hash_client_secret boolean NOT NULL,
    allowed_origins text NOT NULL,
    registration_source character varying(32) NOT NULL,
    cimd_expires_at timestamp with time zone
);

ALTER TABLE public.oauth2_provider_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_devicegrant (
    id bigint NOT NULL,
    device_code character varying(100) NOT NULL,
    user_code character varying(100) NOT NULL,
    scope text NOT NULL,
    "interval" integer NOT NULL,
    expires timestamp with time zone NOT NULL,
    status character varying(64) NOT NULL,
    client_id character varying(100) NOT NULL,
    last_checked timestamp with time zone NOT NULL,
    user_id bigint
);

ALTER TABLE public.oauth2_provider_devicegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_devicegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_grant (
    id bigint NOT NULL,
    code character varying(255) NOT NULL,
    expires timestamp with time zone NOT NULL,
    redirect_uri text NOT NULL,
    scope text NOT NULL,
    application_id bigint NOT NULL,
    user_id bigint NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    code_challenge character varying(128) NOT NULL,
    code_challenge_method character varying(10) NOT NULL,
    nonce character varying(255) NOT NULL,
    claims text NOT NULL,
    resource jsonb NOT NULL
);

ALTER TABLE public.oauth2_provider_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_idtoken (
    id bigint NOT NULL,
    jti uuid NOT NULL,
    expires timestamp with time zone NOT NULL,
    scope text NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    application_id bigint,
    user_id bigint
);

ALTER TABLE public.oauth2_provider_idtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_idtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.oauth2_provider_refreshtoken (
    id bigint NOT NULL,
    token text NOT NULL,
    access_token_id bigint,
    application_id bigint NOT NULL,
    user_id bigint NOT NULL,
    created timestamp with time zone NOT NULL,
    updated timestamp with time zone NOT NULL,
    revoked timestamp with time zone,
    token_family uuid,
    token_checksum character varying(64) NOT NULL,
    resource jsonb NOT NULL
);

ALTER TABLE public.oauth2_provider_refreshtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.oauth2_provider_refreshtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_arrival (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    found character varying(8) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    state character varying(7) NOT NULL,
    answer character varying(4) NOT NULL,
    answered_at timestamp with time zone,
    outcome character varying(5) NOT NULL,
    settled_why text NOT NULL,
    settled_at timestamp with time zone,
    joined_at timestamp with time zone,
    left_on date,
    file_sent_on date,
    ctf_sent_on date,
    version integer NOT NULL,
    answered_by_id bigint,
    authority_id bigint NOT NULL,
    known_id bigint NOT NULL,
    known_school_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    settled_by_id bigint,
    parted_at timestamp with time zone,
    parted_by_id bigint,
    parted_why text DEFAULT ''::text NOT NULL,
    CONSTRAINT arrival_answer_known CHECK (((answer)::text = ANY (ARRAY[(''::character varying)::text, ('left'::character varying)::text, ('ours'::character varying)::text]))),
    CONSTRAINT arrival_answered_by_and_at CHECK ((((answered_at IS NULL) AND (answered_by_id IS NULL)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL)))),
    CONSTRAINT arrival_found_known CHECK (((found)::text = ANY (ARRAY[('sure'::character varying)::text, ('unsure'::character varying)::text, ('conflict'::character varying)::text]))),
    CONSTRAINT arrival_from_elsewhere CHECK ((NOT (school_id = known_school_id))),
    CONSTRAINT arrival_joined_at CHECK ((((joined_at IS NOT NULL) AND ((state)::text = ANY (ARRAY[('joined'::character varying)::text, ('parted'::character varying)::text]))) OR ((NOT ((state)::text = ANY (ARRAY[('joined'::character varying)::text, ('parted'::character varying)::text]))) AND (joined_at IS NULL)))),
    CONSTRAINT arrival_of_two_records CHECK ((NOT (pupil_id = known_id))),
    CONSTRAINT arrival_outcome_known CHECK (((outcome)::text = ANY (ARRAY[(''::character varying)::text, ('same'::character varying)::text, ('apart'::character varying)::text]))),
    CONSTRAINT arrival_parted_by_and_at CHECK ((((parted_at IS NOT NULL) AND (parted_by_id IS NOT NULL) AND ((state)::text = 'parted'::text)) OR ((NOT ((state)::text = 'parted'::text)) AND (parted_at IS NULL) AND (parted_by_id IS NULL)))),
    CONSTRAINT arrival_settled_by_and_at CHECK ((((settled_at IS NULL) AND (settled_by_id IS NULL)) OR ((settled_at IS NOT NULL) AND (settled_by_id IS NOT NULL)))),
    CONSTRAINT arrival_state_known CHECK (((state)::text = ANY (ARRAY[('asked'::character varying)::text, ('council'::character varying)::text, ('joined'::character varying)::text, ('apart'::character varying)::text, ('parted'::character varying)::text]))),
    CONSTRAINT referrals_arrival_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_arrival FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_arrival ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_arrival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_attendancecorrection (
    id bigint NOT NULL,
    day date NOT NULL,
    session character varying(2) NOT NULL,
    code character varying(2) NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    system_id bigint,
    CONSTRAINT attendance_session_known CHECK (((session)::text = ANY (ARRAY[('AM'::character varying)::text, ('PM'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_attendancecorrection FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_attendancecorrection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_attendancecorrection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_attendancesum (
    id bigint NOT NULL,
    week date NOT NULL,
    attended smallint NOT NULL,
    authorised smallint NOT NULL,
    unauthorised smallint NOT NULL,
    not_possible smallint NOT NULL,
    unknown smallint NOT NULL,
    late smallint NOT NULL,
    late_after smallint NOT NULL,
    ill smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT referrals_attendancesum_attended_check CHECK ((attended >= 0)),
    CONSTRAINT referrals_attendancesum_authorised_check CHECK ((authorised >= 0)),
    CONSTRAINT referrals_attendancesum_ill_check CHECK ((ill >= 0)),
    CONSTRAINT referrals_attendancesum_late_after_check CHECK ((late_after >= 0)),
    CONSTRAINT referrals_attendancesum_late_check CHECK ((late >= 0)),
    CONSTRAINT referrals_attendancesum_not_possible_check CHECK ((not_possible >= 0)),
    CONSTRAINT referrals_attendancesum_unauthorised_check CHECK ((unauthorised >= 0)),
    CONSTRAINT referrals_attendancesum_unknown_check CHECK ((unknown >= 0))
);

ALTER TABLE ONLY public.referrals_attendancesum FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_attendancesum ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_attendancesum_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_call (
    id bigint NOT NULL,
    is_follow_up boolean NOT NULL,
    is_rung boolean NOT NULL,
    whom character varying(120) NOT NULL,
    rung_at timestamp with time zone,
    said text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    concern_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    CONSTRAINT call_not_rung_says_why CHECK ((is_rung OR (NOT is_follow_up) OR (NOT (said = ''::text)))),
    CONSTRAINT call_rung_says_whom_and_when CHECK ((((NOT is_rung) AND (rung_at IS NULL) AND ((whom)::text = ''::text)) OR (is_rung AND (rung_at IS NOT NULL) AND (NOT ((whom)::text = ''::text)))))
);

ALTER TABLE ONLY public.referrals_call FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_came (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    key bigint NOT NULL,
    field character varying(10) NOT NULL,
    went boolean NOT NULL,
    parted_at timestamp with time zone,
    authority_id bigint NOT NULL,
    merge_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_came FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_came ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_came_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_case (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    state character varying(10) NOT NULL,
    why character varying(300) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    overseen_from timestamp with time zone,
    closed_at timestamp with time zone,
    outcome character varying(40) NOT NULL,
    outcome_words text NOT NULL,
    family_words text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    authority_id bigint NOT NULL,
    closed_by_id bigint,
    lead_id bigint,
    opened_by_id bigint NOT NULL,
    school_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    left_at timestamp with time zone,
    cohort integer DEFAULT 0 NOT NULL,
    CONSTRAINT case_closed_by_and_at CHECK ((((closed_at IS NULL) AND (closed_by_id IS NULL) AND ((state)::text = 'open'::text)) OR ((closed_at IS NOT NULL) AND (closed_by_id IS NOT NULL) AND ((state)::text = 'closed'::text)))),
    CONSTRAINT case_state_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('closed'::character varying)::text]))),
    CONSTRAINT referrals_case_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_case FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.referrals_caseshare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_caseshare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_concern (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    author_role character varying(60) NOT NULL,
    seen character varying(20)[] NOT NULL,
    fact text NOT NULL,
    worry smallint NOT NULL,
    child_words text NOT NULL,
    done_so_far text NOT NULL,
    told_whom character varying(200) NOT NULL,
    happened_on date NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    reply text NOT NULL,
    version integer NOT NULL,
    once uuid,
    author_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    case_id bigint,
    decided_by_id bigint,
    school_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    dangers character varying(20)[] DEFAULT '{}'::character varying(20)[] NOT NULL,
    cohort integer DEFAULT 0 NOT NULL,
    answer character varying(2000) DEFAULT ''::character varying NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    handed_at timestamp with time zone,
    handed_by_id bigint,
    handed_why character varying(1000) DEFAULT ''::character varying NOT NULL,
    safeguarding_at timestamp with time zone,
    CONSTRAINT concern_answered_by_and_at CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT concern_before_safeguarding CHECK ((((dangers = '{}'::character varying(20)[]) AND (handed_at IS NULL) AND (safeguarding_at IS NULL)) OR ((safeguarding_at IS NOT NULL) AND ((NOT (dangers = '{}'::character varying(20)[])) OR (handed_at IS NOT NULL))))),
    CONSTRAINT concern_case CHECK ((((case_id IS NULL) AND ((state)::text = ANY (ARRAY[('noted'::character varying)::text, ('dismissed'::character varying)::text, ('withdrawn'::character varying)::text]))) OR ((case_id IS NOT NULL) AND ((state)::text = ANY (ARRAY[('opened'::character varying)::text, ('joined'::character varying)::text]))))),
    CONSTRAINT concern_dangers_known CHECK ((dangers <@ ARRAY['harm'::character varying(20), 'weapon'::character varying(20), 'exploitation'::character varying(20), 'sexual'::character varying(20), 'self_harm'::character varying(20), 'missing'::character varying(20)])),
    CONSTRAINT concern_decided_by_and_at CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((state)::text = 'noted'::text)) OR ((NOT ((state)::text = 'noted'::text)) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT concern_dismissed_says_why CHECK (((NOT ((state)::text = ANY (ARRAY[('dismissed'::character varying)::text, ('withdrawn'::character varying)::text]))) OR (NOT (reply = ''::text)))),
    CONSTRAINT concern_handed_by_and_at CHECK ((((answered_at IS NULL) AND (handed_at IS NULL) AND (handed_by_id IS NULL) AND ((handed_why)::text = ''::text)) OR ((handed_at IS NOT NULL) AND (handed_by_id IS NOT NULL) AND (NOT ((handed_why)::text = ''::text))))),
    CONSTRAINT concern_state_known CHECK (((state)::text = ANY (ARRAY[('noted'::character varying)::text, ('opened'::character varying)::text, ('joined'::character varying)::text, ('dismissed'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT concern_worry_known CHECK ((worry = ANY (ARRAY[1, 2, 3]))),
    CONSTRAINT referrals_concern_version_check CHECK ((version >= 0)),
    CONSTRAINT referrals_concern_worry_check CHECK ((worry >= 0))
);

ALTER TABLE ONLY public.referrals_concern FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_concern ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_concern_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_concernaddition (
    id bigint NOT NULL,
    text text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    once uuid,
    added_by_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    concern_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_concernaddition FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_concernaddition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_concernaddition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_contact (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    relationship character varying(20) NOT NULL,
    has_responsibility character varying(3) NOT NULL,
    "position" smallint NOT NULL,
    may_be_told character varying(3) NOT NULL,
    not_told_why character varying(1000) NOT NULL,
    restricted_at timestamp with time zone,
    restricted_why character varying(1000) NOT NULL,
    state character varying(7) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_why character varying(1000) NOT NULL,
    version integer NOT NULL,
    once uuid,
    added_by_id bigint,
    authority_id bigint NOT NULL,
    ended_by_id bigint,
    pupil_id bigint NOT NULL,
    restricted_by_id bigint,
    school_id bigint NOT NULL,
    person_id bigint NOT NULL,
    source character varying(6) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT contact_added_by_or_sent CHECK ((((added_by_id IS NOT NULL) AND ((source)::text = ANY (ARRAY[(''::character varying)::text, ('file'::character varying)::text]))) OR ((added_by_id IS NULL) AND ((source)::text = 'system'::text)))),
    CONSTRAINT contact_ended_by_and_at CHECK ((((ended_at IS NULL) AND (ended_by_id IS NULL) AND ((ended_why)::text = ''::text) AND ((state)::text = 'current'::text)) OR ((ended_at IS NOT NULL) AND ((state)::text = 'ended'::text) AND (NOT ((ended_why)::text = ''::text))))),
    CONSTRAINT contact_not_told_and_why CHECK (((((may_be_told)::text = 'no'::text) AND (NOT ((not_told_why)::text = ''::text))) OR (((may_be_told)::text = ANY (ARRAY[(''::character varying)::text, ('yes'::character varying)::text])) AND ((not_told_why)::text = ''::text)))),
    CONSTRAINT contact_relationship_known CHECK (((relationship)::text = ANY (ARRAY[('aunt_uncle'::character varying)::text, ('family'::character varying)::text, ('father'::character varying)::text, ('foster_carer'::character varying)::text, ('friend'::character varying)::text, ('grandparent'::character varying)::text, ('guardian'::character varying)::text, ('mother'::character varying)::text, ('other'::character varying)::text, ('parent'::character varying)::text, ('sibling'::character varying)::text, ('step_parent'::character varying)::text]))),
    CONSTRAINT contact_responsibility_known CHECK (((has_responsibility)::text = ANY (ARRAY[(''::character varying)::text, ('no'::character varying)::text, ('yes'::character varying)::text]))),
    CONSTRAINT contact_restricted_by_and_at CHECK ((((restricted_at IS NULL) AND (restricted_by_id IS NULL) AND ((restricted_why)::text = ''::text)) OR ((restricted_at IS NOT NULL) AND (restricted_by_id IS NOT NULL) AND (NOT ((restricted_why)::text = ''::text))))),
    CONSTRAINT referrals_contact_position_check CHECK (("position" >= 0)),
    CONSTRAINT referrals_contact_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_contact FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_contactperson (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    address character varying(400) NOT NULL,
    safe_contact character varying(400) NOT NULL,
    language character varying(60) NOT NULL,
    interpreter character varying(3) NOT NULL,
    restricted_at timestamp with time zone,
    restricted_why character varying(1000) NOT NULL,
    version integer NOT NULL,
    authority_id bigint NOT NULL,
    restricted_by_id bigint,
    school_id bigint NOT NULL,
    CONSTRAINT contact_interpreter_known CHECK (((interpreter)::text = ANY (ARRAY[(''::character varying)::text, ('no'::character varying)::text, ('yes'::character varying)::text]))),
    CONSTRAINT contact_person_restricted_by_and_at CHECK ((((restricted_at IS NULL) AND (restricted_by_id IS NULL) AND ((restricted_why)::text = ''::text)) OR ((restricted_at IS NOT NULL) AND (restricted_by_id IS NOT NULL) AND (NOT ((restricted_why)::text = ''::text))))),
    CONSTRAINT referrals_contactperson_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_contactperson FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_contactperson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_contactperson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_contactword (
    id bigint NOT NULL,
    value character varying(64) NOT NULL,
    own jsonb NOT NULL,
    tie jsonb NOT NULL,
    said_at timestamp with time zone NOT NULL,
    unsent_at timestamp with time zone,
    authority_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    system_id bigint
);

ALTER TABLE ONLY public.referrals_contactword FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_contactword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_contactword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_dispute (
    id bigint NOT NULL,
    why text NOT NULL,
    disputed_at timestamp with time zone NOT NULL,
    decision character varying(12) NOT NULL,
    reason character varying(30) NOT NULL,
    decision_words text NOT NULL,
    meanwhile text NOT NULL,
    redirected_to character varying(200) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    outcome character varying(10) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    authority_id bigint NOT NULL,
    decided_by_id bigint NOT NULL,
    disputed_by_id bigint NOT NULL,
    referral_id bigint NOT NULL,
    CONSTRAINT dispute_answered_by_and_at CHECK ((((answer = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL) AND ((outcome)::text = ''::text)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND ((outcome)::text = ANY (ARRAY[('stands'::character varying)::text, ('again'::character varying)::text, ('over'::character varying)::text])) AND (NOT (answer = ''::text)))))
);

ALTER TABLE ONLY public.referrals_dispute FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_document (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    section character varying(12) NOT NULL,
    sort character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    is_restricted boolean NOT NULL,
    restricted_at timestamp with time zone,
    restricted_why character varying(1000) NOT NULL,
    once uuid,
    agency_id bigint NOT NULL,
    author_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    case_id bigint,
    entry_id bigint,
    restricted_by_id bigint,
    concern_id bigint,
    pupil_id bigint NOT NULL,
    referral_id bigint,
    CONSTRAINT document_part_or_entry CHECK ((((concern_id IS NULL) AND (entry_id IS NULL) AND (referral_id IS NULL) AND (case_id IS NOT NULL) AND ((section)::text = ANY (ARRAY[('education'::character varying)::text, ('attendance'::character varying)::text, ('behaviour'::character varying)::text, ('health'::character varying)::text, ('social_care'::character varying)::text, ('justice'::character varying)::text, ('home'::character varying)::text, ('voice'::character varying)::text, ('casework'::character varying)::text]))) OR ((((case_id IS NOT NULL) AND (concern_id IS NULL) AND (entry_id IS NOT NULL) AND (referral_id IS NULL)) OR ((concern_id IS NOT NULL) AND (entry_id IS NULL) AND (referral_id IS NULL)) OR ((case_id IS NOT NULL) AND (concern_id IS NULL) AND (entry_id IS NULL) AND (referral_id IS NOT NULL))) AND (NOT is_restricted) AND ((section)::text = ''::text)))),
    CONSTRAINT document_restricted_by_and_at CHECK ((((NOT is_restricted) AND (restricted_at IS NULL) AND (restricted_by_id IS NULL) AND ((restricted_why)::text = ''::text)) OR (is_restricted AND (restricted_at IS NOT NULL) AND (restricted_by_id IS NOT NULL)))),
    CONSTRAINT document_sort_known CHECK (((sort)::text = ANY (ARRAY[('assessment'::character varying)::text, ('letter'::character varying)::text, ('other'::character varying)::text, ('photo'::character varying)::text, ('plan'::character varying)::text, ('report'::character varying)::text, ('work'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_document FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_documentversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    state character varying(10) NOT NULL,
    kind character varying(4) NOT NULL,
    file_name character varying(120) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    pages smallint,
    what_changed character varying(200) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    key character varying(64) NOT NULL,
    pictures character varying(64)[] NOT NULL,
    text text NOT NULL,
    tries integer NOT NULL,
    decided_at timestamp with time zone,
    why character varying(300) NOT NULL,
    once uuid,
    agency_id bigint NOT NULL,
    author_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT referrals_documentversion_number_check CHECK ((number >= 0)),
    CONSTRAINT referrals_documentversion_pages_check CHECK ((pages >= 0)),
    CONSTRAINT referrals_documentversion_size_check CHECK ((size >= 0)),
    CONSTRAINT referrals_documentversion_tries_check CHECK ((tries >= 0)),
    CONSTRAINT version_as_its_state CHECK ((((decided_at IS NULL) AND (pictures = '{}'::character varying(64)[]) AND ((state)::text = 'waiting'::text) AND (text = ''::text) AND ((why)::text = ''::text) AND (NOT ((key)::text = ''::text))) OR ((decided_at IS NOT NULL) AND ((state)::text = 'clean'::text) AND ((why)::text = ''::text) AND (NOT ((key)::text = ''::text))) OR ((decided_at IS NOT NULL) AND ((key)::text = ''::text) AND (pictures = '{}'::character varying(64)[]) AND ((state)::text = 'refused'::text) AND (text = ''::text) AND (NOT ((why)::text = ''::text))) OR ((decided_at IS NOT NULL) AND ((key)::text = ''::text) AND (pictures = '{}'::character varying(64)[]) AND ((state)::text = 'taken_back'::text) AND (text = ''::text) AND ((why)::text = ''::text)))),
    CONSTRAINT version_kind_known CHECK (((kind)::text = ANY (ARRAY[('pdf'::character varying)::text, ('docx'::character varying)::text, ('eml'::character varying)::text, ('jpeg'::character varying)::text, ('png'::character varying)::text, ('webp'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_documentversion FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_documentversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_documentversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_duplicate (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    band character varying(8) NOT NULL,
    points smallint NOT NULL,
    why character varying(20)[] NOT NULL,
    state character varying(7) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    compared character varying(64) NOT NULL,
    apart_at timestamp with time zone,
    apart_why character varying(1000) NOT NULL,
    version integer NOT NULL,
    apart_by_id bigint,
    authority_id bigint NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT duplicate_apart_by_and_at CHECK ((((apart_at IS NOT NULL) AND (apart_by_id IS NOT NULL) AND ((state)::text = 'apart'::text) AND (NOT ((apart_why)::text = ''::text)) AND (NOT ((compared)::text = ''::text))) OR ((NOT ((state)::text = 'apart'::text)) AND (apart_at IS NULL) AND (apart_by_id IS NULL) AND ((apart_why)::text = ''::text) AND ((compared)::text = ''::text)))),
    CONSTRAINT duplicate_band_known CHECK (((band)::text = ANY (ARRAY[('strong'::character varying)::text, ('possible'::character varying)::text]))),
    CONSTRAINT duplicate_of_two_once CHECK ((one_id < other_id)),
    CONSTRAINT duplicate_state_known CHECK (((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('apart'::character varying)::text, ('gone'::character varying)::text, ('one'::character varying)::text]))),
    CONSTRAINT referrals_duplicate_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_duplicate FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_duplicate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_duplicate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_duty (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    subject_kind character varying(20) NOT NULL,
    subject_ref character varying(11) NOT NULL,
    rule character varying(40) NOT NULL,
    rule_from_on date NOT NULL,
    standing character varying(10) NOT NULL,
    act character varying(40) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    from_on date NOT NULL,
    "limit" smallint NOT NULL,
    due_on date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    stopped_on date,
    ended_at timestamp with time zone,
    ended_by character varying(150) NOT NULL,
    why character varying(200) NOT NULL,
    version integer NOT NULL,
    agency_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    case_id bigint,
    person_id bigint,
    share_id bigint,
    pupil_id bigint NOT NULL,
    pauses jsonb NOT NULL,
    school_id bigint,
    shifts jsonb NOT NULL,
    from_agency_id bigint,
    reminded_by_id bigint,
    reminded_on date,
    CONSTRAINT duty_ended_at CHECK (((((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text])) AND (ended_at IS NULL)) OR (((state)::text = ANY (ARRAY[('met'::character varying)::text, ('waived'::character varying)::text, ('void'::character varying)::text])) AND (ended_at IS NOT NULL)))),
    CONSTRAINT duty_reminded_on_and_by CHECK ((((reminded_by_id IS NULL) AND (reminded_on IS NULL)) OR ((reminded_by_id IS NOT NULL) AND (reminded_on IS NOT NULL)))),
    CONSTRAINT duty_state_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text, ('met'::character varying)::text, ('waived'::character varying)::text, ('void'::character varying)::text]))),
    CONSTRAINT referrals_duty_limit_check CHECK (("limit" >= 0)),
    CONSTRAINT referrals_duty_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_duty FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_duty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_duty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_dutystep (
    id bigint NOT NULL,
    name character varying(20) NOT NULL,
    tells character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    posted_at timestamp with time zone,
    duty_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    why character varying(80) NOT NULL
);

ALTER TABLE ONLY public.referrals_dutystep FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_dutystep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_dutystep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_enrolment (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    kind character varying(10) NOT NULL,
    form character varying(20) NOT NULL,
    school_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT enrolment_in_order CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT enrolment_kind_known CHECK (((kind)::text = ANY (ARRAY[('main'::character varying)::text, ('dual'::character varying)::text, ('guest'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_enrolment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_enrolment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_enrolment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_entry (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    kind character varying(12) NOT NULL,
    section character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    text text NOT NULL,
    happened_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    author_role character varying(60) NOT NULL,
    told_by character varying(120) NOT NULL,
    is_restricted boolean NOT NULL,
    restricted_at timestamp with time zone,
    restricted_why character varying(200) NOT NULL,
    version integer NOT NULL,
    once uuid,
    agency_id bigint NOT NULL,
    author_id bigint,
    case_id bigint NOT NULL,
    restricted_by_id bigint,
    system character varying(80) NOT NULL,
    authority_id bigint NOT NULL,
    changed_at timestamp with time zone,
    happened_at timestamp with time zone,
    is_apart boolean DEFAULT false NOT NULL,
    opinion text DEFAULT ''::text NOT NULL,
    place character varying(120) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT entry_by_one CHECK ((((author_id IS NOT NULL) AND ((system)::text = ''::text)) OR ((author_id IS NULL) AND (NOT ((system)::text = ''::text))))),
    CONSTRAINT entry_kind_known CHECK (((kind)::text = ANY (ARRAY[('contact'::character varying)::text, ('visit'::character varying)::text, ('meeting'::character varying)::text, ('observation'::character varying)::text, ('decision'::character varying)::text, ('voice'::character varying)::text, ('concern'::character varying)::text, ('act'::character varying)::text, ('answer'::character varying)::text, ('suspension'::character varying)::text, ('danger'::character varying)::text]))),
    CONSTRAINT entry_restricted_by_and_at CHECK ((((NOT is_restricted) AND (restricted_at IS NULL) AND (restricted_by_id IS NULL)) OR (is_restricted AND (restricted_at IS NOT NULL) AND (restricted_by_id IS NOT NULL)))),
    CONSTRAINT entry_section_known CHECK (((section)::text = ANY (ARRAY[('education'::character varying)::text, ('attendance'::character varying)::text, ('behaviour'::character varying)::text, ('health'::character varying)::text, ('social_care'::character varying)::text, ('justice'::character varying)::text, ('home'::character varying)::text, ('voice'::character varying)::text, ('casework'::character varying)::text]))),
    CONSTRAINT referrals_entry_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_entryedit (
    id bigint NOT NULL,
    number integer NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    text text NOT NULL,
    opinion text NOT NULL,
    happened_on date NOT NULL,
    happened_at timestamp with time zone,
    place character varying(120) NOT NULL,
    told_by character varying(120) NOT NULL,
    is_apart boolean NOT NULL,
    why character varying(1000) NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    edited_by_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT referrals_entryedit_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.referrals_entryedit FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entryedit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_entryedit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_entrymove (
    id bigint NOT NULL,
    why character varying(1000) NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    from_case_id bigint NOT NULL,
    moved_by_id bigint NOT NULL,
    to_case_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_entrymove FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entrymove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_entrymove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_entrytold (
    id bigint NOT NULL,
    told_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    person_id bigint NOT NULL,
    told_by_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_entrytold FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entrytold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_entrytold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_externalid (
    id bigint NOT NULL,
    value character varying(64) NOT NULL,
    upn character varying(13) NOT NULL,
    is_upn_elsewhere boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    system_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_externalid FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_externalid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_externalid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_familylink (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(7) NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_why character varying(1000) NOT NULL,
    version integer NOT NULL,
    once uuid,
    agency_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    ended_by_id bigint,
    linked_by_id bigint NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT link_ended_by_and_at CHECK ((((ended_at IS NULL) AND (ended_by_id IS NULL) AND ((ended_why)::text = ''::text) AND ((state)::text = 'current'::text)) OR ((ended_at IS NOT NULL) AND ((state)::text = 'ended'::text) AND (NOT ((ended_why)::text = ''::text))))),
    CONSTRAINT link_kind_known CHECK (((kind)::text = ANY (ARRAY[('cousin'::character varying)::text, ('family'::character varying)::text, ('half_sibling'::character varying)::text, ('household'::character varying)::text, ('sibling'::character varying)::text, ('step_sibling'::character varying)::text]))),
    CONSTRAINT link_of_two_once CHECK ((one_id < other_id)),
    CONSTRAINT referrals_familylink_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_familylink FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_familylink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_familylink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_familytold (
    id bigint NOT NULL,
    told character varying(8) NOT NULL,
    whom character varying(120) NOT NULL,
    how character varying(120) NOT NULL,
    told_on date,
    words text NOT NULL,
    reason character varying(30) NOT NULL,
    reason_words text NOT NULL,
    review_on date,
    recorded_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT not_told_has_reason CHECK (((NOT ((told)::text = 'no'::text)) OR ((NOT ((reason)::text = ''::text)) AND (review_on IS NOT NULL)))),
    CONSTRAINT told_has_day CHECK (((NOT ((told)::text = 'yes'::text)) OR (told_on IS NOT NULL))),
    CONSTRAINT told_known CHECK (((told)::text = ANY (ARRAY[('yes'::character varying)::text, ('not_yet'::character varying)::text, ('no'::character varying)::text, ('said'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_familytold FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_familytold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_familytold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_fieldchange (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    act character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    key bigint NOT NULL,
    field character varying(40) NOT NULL,
    old text,
    new text,
    at timestamp with time zone NOT NULL,
    person_id bigint,
    by_name character varying(150) NOT NULL,
    by_agency character varying(150) NOT NULL,
    authority_id bigint NOT NULL,
    pupil_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_fieldchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_fieldchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_fieldchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_giventask (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    kind character varying(8) NOT NULL,
    text text NOT NULL,
    due_on date NOT NULL,
    given_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    said text NOT NULL,
    ended_at timestamp with time zone,
    version integer NOT NULL,
    once uuid,
    authority_id bigint NOT NULL,
    case_id bigint NOT NULL,
    ended_by_id bigint,
    from_agency_id bigint NOT NULL,
    given_by_id bigint NOT NULL,
    share_id bigint,
    to_agency_id bigint NOT NULL,
    to_person_id bigint,
    CONSTRAINT given_task_ended_so CHECK ((((ended_at IS NULL) AND (ended_by_id IS NULL) AND (said = ''::text) AND ((state)::text = 'open'::text)) OR ((ended_at IS NOT NULL) AND ((state)::text = 'over'::text) AND (NOT (said = ''::text))) OR ((ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL) AND ((state)::text = 'done'::text)) OR ((ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL) AND ((state)::text = ANY (ARRAY[('returned'::character varying)::text, ('taken_back'::character varying)::text])) AND (NOT (said = ''::text))))),
    CONSTRAINT given_task_kind_known CHECK (((kind)::text = ANY (ARRAY[('task'::character varying)::text, ('question'::character varying)::text]))),
    CONSTRAINT given_task_state_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('done'::character varying)::text, ('returned'::character varying)::text, ('taken_back'::character varying)::text, ('over'::character varying)::text]))),
    CONSTRAINT referrals_giventask_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_giventask FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_giventask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_giventask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_identifier (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    value character varying(20) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    authority_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    is_doubtful boolean NOT NULL,
    is_in_error boolean NOT NULL,
    CONSTRAINT identifier_kind_known CHECK (((kind)::text = ANY (ARRAY[('upn'::character varying)::text, ('uln'::character varying)::text, ('nhs'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_identifier FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_identifier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_identifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_lostfile (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.referrals_lostfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_lostfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_merge (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    state character varying(8) NOT NULL,
    compared character varying(64) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    proposed_why character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    decided_why character varying(1000) NOT NULL,
    undo_at timestamp with time zone,
    undo_why character varying(1000) NOT NULL,
    undone_at timestamp with time zone,
    undone_why character varying(1000) NOT NULL,
    version integer NOT NULL,
    authority_id bigint NOT NULL,
    decided_by_id bigint,
    goes_id bigint NOT NULL,
    pair_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    stays_id bigint NOT NULL,
    undo_by_id bigint,
    undone_by_id bigint,
    CONSTRAINT merge_by_two_people CHECK ((((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('declined'::character varying)::text])) OR ((decided_by_id IS NOT NULL) AND (NOT ((decided_by_id = proposed_by_id) AND (decided_by_id IS NOT NULL)))))),
    CONSTRAINT merge_decided_by_and_at CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((decided_why)::text = ''::text)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT merge_of_two_records CHECK ((NOT (stays_id = goes_id))),
    CONSTRAINT merge_state_known CHECK (((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('declined'::character varying)::text, ('merged'::character varying)::text, ('dividing'::character varying)::text, ('split'::character varying)::text]))),
    CONSTRAINT merge_undo_by_and_at CHECK ((((undo_at IS NULL) AND (undo_by_id IS NULL) AND ((undo_why)::text = ''::text)) OR ((undo_at IS NOT NULL) AND (undo_by_id IS NOT NULL)))),
    CONSTRAINT merge_undone_by_and_at CHECK ((((undone_at IS NULL) AND (undone_by_id IS NULL) AND ((undone_why)::text = ''::text)) OR ((undone_at IS NOT NULL) AND (undone_by_id IS NOT NULL)))),
    CONSTRAINT merge_undone_by_two_people CHECK (((NOT ((state)::text = 'split'::text)) OR ((undo_by_id IS NOT NULL) AND (undone_by_id IS NOT NULL) AND (NOT ((undone_by_id = undo_by_id) AND (undone_by_id IS NOT NULL) AND (undo_by_id IS NOT NULL)))))),
    CONSTRAINT referrals_merge_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_merge FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_nextplace (
    id bigint NOT NULL,
    from_on date NOT NULL,
    before character varying(20) NOT NULL,
    form character varying(20) NOT NULL,
    leaves_on date,
    instead_of date,
    authority_id bigint NOT NULL,
    enrolment_id bigint NOT NULL,
    is_single boolean DEFAULT false NOT NULL,
    CONSTRAINT next_place_form_or_last_day CHECK (((((form)::text = ''::text) AND (leaves_on IS NOT NULL) AND (leaves_on < from_on)) OR ((leaves_on IS NULL) AND (NOT ((form)::text = ''::text)))))
);

ALTER TABLE ONLY public.referrals_nextplace FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_nextplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_nextplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_professional (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    name character varying(120) NOT NULL,
    job character varying(120) NOT NULL,
    organisation character varying(150) NOT NULL,
    phone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    from_on date,
    until_on date,
    state character varying(7) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_why character varying(1000) NOT NULL,
    version integer NOT NULL,
    once uuid,
    added_by_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    ended_by_id bigint,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT professional_ended_by_and_at CHECK ((((ended_at IS NULL) AND (ended_by_id IS NULL) AND ((ended_why)::text = ''::text) AND ((state)::text = 'current'::text)) OR ((ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL) AND ((state)::text = 'ended'::text) AND (NOT ((ended_why)::text = ''::text))))),
    CONSTRAINT professional_in_order CHECK (((from_on IS NULL) OR (until_on IS NULL) OR (until_on >= from_on))),
    CONSTRAINT referrals_professional_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_professional FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_professional ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_professional_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_pupil (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    given_name character varying(80) NOT NULL,
    family_name character varying(80) NOT NULL,
    known_as character varying(80) NOT NULL,
    born_on date NOT NULL,
    added_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    once uuid,
    authority_id bigint NOT NULL,
    former_names character varying(2000) DEFAULT ''::character varying NOT NULL,
    name_key text GENERATED ALWAYS AS (public.name_key((given_name)::text, (family_name)::text, (known_as)::text, (former_names)::text)) STORED,
    CONSTRAINT referrals_pupil_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_pupil FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_pupil ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_pupil_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_pupilfact (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    words character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    pupil_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT pupil_fact_in_order CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT pupil_fact_kind_known CHECK (((kind)::text = ANY (ARRAY[('disability'::character varying)::text, ('ehc_plan'::character varying)::text, ('looked_after'::character varying)::text, ('previously_looked_after'::character varying)::text, ('social_worker'::character varying)::text])))
);

ALTER TABLE ONLY public.referrals_pupilfact FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_pupilfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_pupilfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_question (
    id bigint NOT NULL,
    text text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    asked_by_id bigint NOT NULL,
    referral_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT question_answered_by_and_at CHECK ((((answer = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT (answer = ''::text)))))
);

ALTER TABLE ONLY public.referrals_question FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_referral (
    id bigint NOT NULL,
    reference character varying(11) NOT NULL,
    state character varying(12) NOT NULL,
    hopes text NOT NULL,
    going_well text NOT NULL,
    worries text NOT NULL,
    child_words text NOT NULL,
    family_told character varying(8) NOT NULL,
    family_words text NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    decided_at timestamp with time zone,
    reason character varying(30) NOT NULL,
    decision_words text NOT NULL,
    meanwhile text NOT NULL,
    redirected_to character varying(200) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_why text NOT NULL,
    council_sees_until timestamp with time zone,
    version integer NOT NULL,
    acknowledged_by_id bigint,
    authority_id bigint NOT NULL,
    case_id bigint NOT NULL,
    decided_by_id bigint,
    drafted_by_id bigint NOT NULL,
    sent_by_id bigint,
    withdrawn_by_id bigint,
    school_id bigint,
    basis character varying(20) DEFAULT ''::character varying NOT NULL,
    contact_how character varying(10) DEFAULT ''::character varying NOT NULL,
    contact_outcome text DEFAULT ''::text NOT NULL,
    contact_recorded_at timestamp with time zone,
    contact_recorded_by_id bigint,
    contact_with character varying(120) DEFAULT ''::character varying NOT NULL,
    contacted_at timestamp with time zone,
    need character varying(20) DEFAULT ''::character varying NOT NULL,
    need_means character varying(10) DEFAULT ''::character varying NOT NULL,
    need_words character varying(120) DEFAULT ''::character varying NOT NULL,
    urgency character varying(8) DEFAULT 'routine'::character varying NOT NULL,
    CONSTRAINT referral_basis_known CHECK (((basis)::text = ANY (ARRAY[(''::character varying)::text, ('safeguarding'::character varying)::text, ('public_task'::character varying)::text, ('family_agreement'::character varying)::text, ('crime_prevention'::character varying)::text, ('health_care'::character varying)::text, ('duty_to_share'::character varying)::text]))),
    CONSTRAINT referral_contacted_by_and_at CHECK (((((contact_how)::text = ''::text) AND (contact_recorded_at IS NULL) AND (contact_recorded_by_id IS NULL) AND (contacted_at IS NULL)) OR (((contact_how)::text = ANY (ARRAY[('visit'::character varying)::text, ('school'::character varying)::text, ('phone'::character varying)::text, ('video'::character varying)::text, ('letter'::character varying)::text])) AND (contact_recorded_at IS NOT NULL) AND (contact_recorded_by_id IS NOT NULL) AND (contacted_at IS NOT NULL) AND ((state)::text = 'accepted'::text) AND (NOT ((contact_with)::text = ''::text))))),
    CONSTRAINT referral_decided_by_and_at CHECK (((((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('declined'::character varying)::text, ('redirected'::character varying)::text])) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)) OR ((NOT ((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('declined'::character varying)::text, ('redirected'::character varying)::text]))) AND (decided_at IS NULL) AND (decided_by_id IS NULL)))),
    CONSTRAINT referral_need_known CHECK (((need_means)::text = ANY (ARRAY[(''::character varying)::text, ('universal'::character varying)::text, ('early_help'::character varying)::text, ('targeted'::character varying)::text, ('statutory'::character varying)::text]))),
    CONSTRAINT referral_reason_coded CHECK (((NOT ((state)::text = ANY (ARRAY[('declined'::character varying)::text, ('redirected'::character varying)::text]))) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT referral_sent_by_and_at CHECK ((((sent_at IS NULL) AND (sent_by_id IS NULL)) OR ((sent_at IS NOT NULL) AND (sent_by_id IS NOT NULL)))),
    CONSTRAINT referral_sent_first CHECK ((((state)::text = ANY (ARRAY[('drafted'::character varying)::text, ('withdrawn'::character varying)::text])) OR (sent_at IS NOT NULL))),
    CONSTRAINT referral_state_known CHECK (((state)::text = ANY (ARRAY[('drafted'::character varying)::text, ('sent'::character varying)::text, ('returned'::character varying)::text, ('accepted'::character varying)::text, ('declined'::character varying)::text, ('redirected'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT referral_urgency_known CHECK (((urgency)::text = ANY (ARRAY[('routine'::character varying)::text, ('urgent'::character varying)::text]))),
    CONSTRAINT referrals_referral_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.referrals_referral FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_referral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_referral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_tocompare (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    pupil_id bigint NOT NULL
);

ALTER TABLE ONLY public.referrals_tocompare FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_tocompare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_tocompare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_tried (
    id bigint NOT NULL,
    what character varying(120) NOT NULL,
    happened smallint NOT NULL,
    planned smallint NOT NULL,
    result character varying(200) NOT NULL,
    referral_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT referrals_tried_happened_check CHECK ((happened >= 0)),
    CONSTRAINT referrals_tried_planned_check CHECK ((planned >= 0)),
    CONSTRAINT tried_of_planned CHECK ((happened <= planned))
);

ALTER TABLE ONLY public.referrals_tried FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_tried ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_tried_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_weekbefore (
    id bigint NOT NULL,
    week date NOT NULL,
    came character varying(2)[] NOT NULL,
    there character varying(2)[] NOT NULL,
    authority_id bigint NOT NULL,
    merge_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT week_before_of_ten_or_none CHECK (((NOT ((came = '{}'::character varying(2)[]) AND (there = '{}'::character varying(2)[]))) AND (
CASE
    WHEN (came IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(came, 1), 0)
END = ANY (ARRAY[0, 10])) AND (
CASE
    WHEN (there IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(there, 1), 0)
END = ANY (ARRAY[0, 10]))))
);

ALTER TABLE ONLY public.referrals_weekbefore FORCE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_weekbefore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_weekbefore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.throttle (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.trail_entry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome character varying(8) NOT NULL,
    act character varying(40) NOT NULL,
    person_id bigint,
    by_name character varying(150) NOT NULL,
    by_role character varying(40) NOT NULL,
    by_agency character varying(150) NOT NULL,
    authority_id bigint,
    subject_kind character varying(20) NOT NULL,
    subject_ref character varying(11) NOT NULL,
    case_ref character varying(11) NOT NULL,
    why text NOT NULL,
    facts jsonb NOT NULL,
    CONSTRAINT trail_entry_outcome_check CHECK (((outcome)::text = ANY (ARRAY[('done'::character varying)::text, ('opened'::character varying)::text, ('refused'::character varying)::text])))
)
PARTITION BY RANGE (at);

ALTER TABLE public.trail_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trail_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trail_rest (
    id bigint CONSTRAINT trail_entry_id_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT trail_entry_at_not_null NOT NULL,
    outcome character varying(8) CONSTRAINT trail_entry_outcome_not_null NOT NULL,
    act character varying(40) CONSTRAINT trail_entry_act_not_null NOT NULL,
    person_id bigint,
    by_name character varying(150) CONSTRAINT trail_entry_by_name_not_null NOT NULL,
    by_role character varying(40) CONSTRAINT trail_entry_by_role_not_null NOT NULL,
    by_agency character varying(150) CONSTRAINT trail_entry_by_agency_not_null NOT NULL,
    authority_id bigint,
    subject_kind character varying(20) CONSTRAINT trail_entry_subject_kind_not_null NOT NULL,
    subject_ref character varying(11) CONSTRAINT trail_entry_subject_ref_not_null NOT NULL,
    case_ref character varying(11) CONSTRAINT trail_entry_case_ref_not_null NOT NULL,
    why text CONSTRAINT trail_entry_why_not_null NOT NULL,
    facts jsonb CONSTRAINT trail_entry_facts_not_null NOT NULL,
    CONSTRAINT trail_entry_outcome_check CHECK (((outcome)::text = ANY (ARRAY[('done'::character varying)::text, ('opened'::character varying)::text, ('refused'::character varying)::text])))
);

CREATE TABLE public.trail_seal (
    id bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    first_id bigint NOT NULL,
    last_id bigint NOT NULL,
    lines integer NOT NULL,
    root character varying(64) NOT NULL,
    leaves bytea NOT NULL,
    CONSTRAINT trail_seal_lines_check CHECK ((lines >= 0))
);

ALTER TABLE public.trail_seal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trail_seal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.referrals_attendanceweek ATTACH PARTITION public.attendance_2025 FOR VALUES FROM ('2025-08-01') TO ('2026-08-01');

ALTER TABLE ONLY public.referrals_attendanceweek ATTACH PARTITION public.attendance_2026 FOR VALUES FROM ('2026-08-01') TO ('2027-08-01');

ALTER TABLE ONLY public.referrals_attendanceweek ATTACH PARTITION public.attendance_2027 FOR VALUES FROM ('2027-08-01') TO ('2028-08-01');

ALTER TABLE ONLY public.referrals_attendanceweek ATTACH PARTITION public.attendance_2028 FOR VALUES FROM ('2028-08-01') TO ('2029-08-01');

ALTER TABLE ONLY public.trail_entry ATTACH PARTITION public.trail_rest DEFAULT;

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_accountmail
    ADD CONSTRAINT agencies_accountmail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_accountmail
    ADD CONSTRAINT agencies_accountmail_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_group_id_key UNIQUE (group_id);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_agencychange
    ADD CONSTRAINT agencies_agencychange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_agencychange
    ADD CONSTRAINT agencies_agencychange_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_areayear
    ADD CONSTRAINT agencies_areayear_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_areayear
    ADD CONSTRAINT agencies_areayear_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_authority
    ADD CONSTRAINT agencies_authority_code_key UNIQUE (code);

ALTER TABLE ONLY public.agencies_authority
    ADD CONSTRAINT agencies_authority_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_bankholiday
    ADD CONSTRAINT agencies_bankholiday_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.agencies_closure
    ADD CONSTRAINT agencies_closure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_closure
    ADD CONSTRAINT agencies_closure_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_code
    ADD CONSTRAINT agencies_code_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT agencies_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT agencies_delivery_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_device
    ADD CONSTRAINT agencies_device_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_draft
    ADD CONSTRAINT agencies_draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_draft
    ADD CONSTRAINT agencies_draft_reference_b038f58a_uniq UNIQUE (reference);

ALTER TABLE ONLY public.agencies_establishment
    ADD CONSTRAINT agencies_establishment_pkey PRIMARY KEY (urn);

ALTER TABLE ONLY public.agencies_establishmentlink
    ADD CONSTRAINT agencies_establishmentlink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_firstcode
    ADD CONSTRAINT agencies_firstcode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_following
    ADD CONSTRAINT agencies_following_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_guess
    ADD CONSTRAINT agencies_guess_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.agencies_idempotencykey
    ADD CONSTRAINT agencies_idempotencykey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_keptsending
    ADD CONSTRAINT agencies_keptsending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_keptsending
    ADD CONSTRAINT agencies_keptsending_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_letter
    ADD CONSTRAINT agencies_letter_key_key UNIQUE (key);

ALTER TABLE ONLY public.agencies_letter
    ADD CONSTRAINT agencies_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_localauthority
    ADD CONSTRAINT agencies_localauthority_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_once_key UNIQUE (once);

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_person
    ADD CONSTRAINT agencies_person_email_key UNIQUE (email);

ALTER TABLE ONLY public.agencies_person
    ADD CONSTRAINT agencies_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_person
    ADD CONSTRAINT agencies_person_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_person_user_permissions
    ADD CONSTRAINT agencies_person_user_per_person_id_permission_id_4096b596_uniq UNIQUE (person_id, permission_id);

ALTER TABLE ONLY public.agencies_person_user_permissions
    ADD CONSTRAINT agencies_person_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_reminderclock
    ADD CONSTRAINT agencies_reminderclock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_seat
    ADD CONSTRAINT agencies_seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_session
    ADD CONSTRAINT agencies_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.agencies_setting
    ADD CONSTRAINT agencies_setting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_strangertries
    ADD CONSTRAINT agencies_strangertries_pkey PRIMARY KEY ("on");

ALTER TABLE ONLY public.agencies_sweep
    ADD CONSTRAINT agencies_sweep_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.agencies_termdate
    ADD CONSTRAINT agencies_termdate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_yearversion
    ADD CONSTRAINT agencies_yearversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agency_name_once UNIQUE (authority_id, name);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agency_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.agencies_areayear
    ADD CONSTRAINT area_year_once UNIQUE (authority_id, year, version);

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT arrival_once UNIQUE (pupil_id, known_id);

ALTER TABLE ONLY public.referrals_attendanceweek
    ADD CONSTRAINT referrals_attendanceweek_pkey PRIMARY KEY (pupil_id, week, school_id);

ALTER TABLE ONLY public.attendance_2025
    ADD CONSTRAINT attendance_2025_pkey PRIMARY KEY (pupil_id, week, school_id);

ALTER TABLE ONLY public.attendance_2026
    ADD CONSTRAINT attendance_2026_pkey PRIMARY KEY (pupil_id, week, school_id);

ALTER TABLE ONLY public.attendance_2027
    ADD CONSTRAINT attendance_2027_pkey PRIMARY KEY (pupil_id, week, school_id);

ALTER TABLE ONLY public.attendance_2028
    ADD CONSTRAINT attendance_2028_pkey PRIMARY KEY (pupil_id, week, school_id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT board_sitting_once UNIQUE (suspension_id, began_at);

ALTER TABLE ONLY public.referrals_came
    ADD CONSTRAINT came_once UNIQUE (merge_id, kind, key, field);

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT case_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.agencies_code
    ADD CONSTRAINT code_once UNIQUE (code_set, code, label);

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT concern_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.interventions_consent
    ADD CONSTRAINT consent_once UNIQUE (move_id, party, name);

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT contact_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_contactperson
    ADD CONSTRAINT contact_person_of_school UNIQUE (id, school_id);

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT delivery_once UNIQUE (letter_id, person_id, channel);

ALTER TABLE ONLY public.agencies_device
    ADD CONSTRAINT device_once UNIQUE (token_hash, person_id);

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT dispute_once_a_decision UNIQUE (referral_id, decided_at);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT document_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT duplicate_once UNIQUE (one_id, other_id);

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT duty_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_dutystep
    ADD CONSTRAINT duty_step_once UNIQUE (duty_id, name);

ALTER TABLE ONLY public.referrals_enrolment
    ADD CONSTRAINT enrolment_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_entryedit
    ADD CONSTRAINT entry_edit_once UNIQUE (entry_id, number);

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT entry_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT entry_of_case UNIQUE (id, case_id);

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT entry_told_once UNIQUE (entry_id, person_id, told_at);

ALTER TABLE ONLY public.agencies_establishmentlink
    ADD CONSTRAINT establishment_link_once UNIQUE (urn, link_urn, kind);

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT external_id_once UNIQUE (system_id, value);

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT external_id_one_a_pupil UNIQUE (system_id, pupil_id);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectperm_group_id_permission_id_o_3f189f7c_uniq UNIQUE (group_id, permission_id, object_pk);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermi_user_id_permission_id_ob_b0b3d2fc_uniq UNIQUE (user_id, permission_id, object_pk);

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_idempotencykey
    ADD CONSTRAINT idempotency_key_once UNIQUE (client_id, key);

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT interventions_boardsitting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_consent
    ADD CONSTRAINT interventions_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_dayselsewhere
    ADD CONSTRAINT interventions_dayselsewhere_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_education
    ADD CONSTRAINT interventions_education_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_once_key UNIQUE (once);

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.interventions_placecheck
    ADD CONSTRAINT interventions_placecheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_settlingreview
    ADD CONSTRAINT interventions_settlingreview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.interventions_signalrun
    ADD CONSTRAINT interventions_signalrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_signalrun
    ADD CONSTRAINT interventions_signalrun_school_id_key UNIQUE (school_id);

ALTER TABLE ONLY public.interventions_signalswitch
    ADD CONSTRAINT interventions_signalswitch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_suspendedsession
    ADD CONSTRAINT interventions_suspendedsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspension_once_key UNIQUE (once);

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspension_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspension_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspensionnotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_suspensionreason
    ADD CONSTRAINT interventions_suspensionreason_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_termreport
    ADD CONSTRAINT interventions_termreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_termreport
    ADD CONSTRAINT interventions_termreport_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.agencies_letter
    ADD CONSTRAINT letter_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.level_permission
    ADD CONSTRAINT level_permission_pkey PRIMARY KEY (level, codename);

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT merge_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT move_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_id_token_id_key UNIQUE (id_token_id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_source_refresh_token_id_key UNIQUE (source_refresh_token_id);

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_accesstoken_token_checksum_85319a26_uniq UNIQUE (token_checksum);

ALTER TABLE ONLY public.oauth2_provider_application
    ADD CONSTRAINT oauth2_provider_application_client_id_key UNIQUE (client_id);

ALTER TABLE ONLY public.oauth2_provider_application
    ADD CONSTRAINT oauth2_provider_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_devicegrant
    ADD CONSTRAINT oauth2_provider_devicegrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_devicegrant
    ADD CONSTRAINT oauth2_provider_devicegrant_unique_device_code UNIQUE (device_code);

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_grant_code_key UNIQUE (code);

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_grant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idtoken_jti_key UNIQUE (jti);

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refresht_token_checksum_revoked_46c81d1d_uniq UNIQUE (token_checksum, revoked);

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refreshtoken_access_token_id_key UNIQUE (access_token_id);

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refreshtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_pupilfact
    ADD CONSTRAINT pupil_fact_once UNIQUE (pupil_id, kind, starts_on);

ALTER TABLE ONLY public.referrals_pupil
    ADD CONSTRAINT pupil_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referral_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_attendancecorrection
    ADD CONSTRAINT referrals_attendancecorrection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_attendancesum
    ADD CONSTRAINT referrals_attendancesum_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_call
    ADD CONSTRAINT referrals_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_came
    ADD CONSTRAINT referrals_came_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_replaces_id_key UNIQUE (replaces_id);

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_concernaddition
    ADD CONSTRAINT referrals_concernaddition_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_concernaddition
    ADD CONSTRAINT referrals_concernaddition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_contactperson
    ADD CONSTRAINT referrals_contactperson_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_contactword
    ADD CONSTRAINT referrals_contactword_contact_id_key UNIQUE (contact_id);

ALTER TABLE ONLY public.referrals_contactword
    ADD CONSTRAINT referrals_contactword_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentversion_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_dutystep
    ADD CONSTRAINT referrals_dutystep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_enrolment
    ADD CONSTRAINT referrals_enrolment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_entryedit
    ADD CONSTRAINT referrals_entryedit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT referrals_externalid_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_familytold
    ADD CONSTRAINT referrals_familytold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_fieldchange
    ADD CONSTRAINT referrals_fieldchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_fieldchange
    ADD CONSTRAINT referrals_fieldchange_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_identifier
    ADD CONSTRAINT referrals_identifier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_lostfile
    ADD CONSTRAINT referrals_lostfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_nextplace
    ADD CONSTRAINT referrals_nextplace_enrolment_id_key UNIQUE (enrolment_id);

ALTER TABLE ONLY public.referrals_nextplace
    ADD CONSTRAINT referrals_nextplace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_pupil
    ADD CONSTRAINT referrals_pupil_once_key UNIQUE (once);

ALTER TABLE ONLY public.referrals_pupil
    ADD CONSTRAINT referrals_pupil_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_pupil
    ADD CONSTRAINT referrals_pupil_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_pupilfact
    ADD CONSTRAINT referrals_pupilfact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_question
    ADD CONSTRAINT referrals_question_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.referrals_tocompare
    ADD CONSTRAINT referrals_tocompare_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_tocompare
    ADD CONSTRAINT referrals_tocompare_pupil_id_key UNIQUE (pupil_id);

ALTER TABLE ONLY public.referrals_tried
    ADD CONSTRAINT referrals_tried_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT referrals_weekbefore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interventions_settlingreview
    ADD CONSTRAINT review_once UNIQUE (move_id, week);

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT suspension_of_authority UNIQUE (id, authority_id);

ALTER TABLE ONLY public.interventions_suspensionreason
    ADD CONSTRAINT suspension_reason_once UNIQUE (suspension_id, code);

ALTER TABLE ONLY public.interventions_suspensionreason
    ADD CONSTRAINT suspension_reason_place UNIQUE (suspension_id, place);

ALTER TABLE ONLY public.agencies_termdate
    ADD CONSTRAINT term_date_once UNIQUE (agency_id, kind, first_on);

ALTER TABLE ONLY public.throttle
    ADD CONSTRAINT throttle_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.trail_entry
    ADD CONSTRAINT trail_entry_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY public.trail_rest
    ADD CONSTRAINT trail_rest_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY public.trail_seal
    ADD CONSTRAINT trail_seal_last_id_key UNIQUE (last_id);

ALTER TABLE ONLY public.trail_seal
    ADD CONSTRAINT trail_seal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT version_number_once UNIQUE (document_id, number);

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT week_before_once UNIQUE (merge_id, week, school_id);

ALTER TABLE ONLY public.agencies_yearversion
    ADD CONSTRAINT year_version_once UNIQUE (agency_id, year, version);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX account_mail_waiting ON public.agencies_accountmail USING btree (not_before, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX agencies_accountmail_person_id_e6909e3a ON public.agencies_accountmail USING btree (person_id);

CREATE INDEX agencies_accountmail_seat_id_83e692e6 ON public.agencies_accountmail USING btree (seat_id);

CREATE INDEX agencies_areayear_reference_c580ea99_like ON public.agencies_areayear USING btree (reference varchar_pattern_ops);

CREATE INDEX agencies_authority_code_b98ca94c_like ON public.agencies_authority USING btree (code varchar_pattern_ops);

CREATE INDEX agencies_closure_reference_a179c932_like ON public.agencies_closure USING btree (reference varchar_pattern_ops);

CREATE INDEX agencies_establishment_urn_3893c46b_like ON public.agencies_establishment USING btree (urn varchar_pattern_ops);

CREATE INDEX agencies_following_base_id_b2f58fda ON public.agencies_following USING btree (base_id);

CREATE INDEX agencies_following_coming_id_00154549 ON public.agencies_following USING btree (coming_id);

CREATE INDEX agencies_guess_key_80f35138_like ON public.agencies_guess USING btree (key varchar_pattern_ops);

CREATE INDEX agencies_localauthority_code_b85c92dd_like ON public.agencies_localauthority USING btree (code varchar_pattern_ops);

CREATE INDEX agencies_misclient_made_by_id_7a463aae ON public.agencies_misclient USING btree (made_by_id);

CREATE INDEX agencies_misclient_revoked_by_id_4b0f080f ON public.agencies_misclient USING btree (revoked_by_id);

CREATE INDEX agencies_person_email_ecb9c61b_like ON public.agencies_person USING btree (email varchar_pattern_ops);

CREATE INDEX agencies_person_user_permissions_permission_id_6395ff90 ON public.agencies_person_user_permissions USING btree (permission_id);

CREATE INDEX agencies_person_user_permissions_person_id_bbca1236 ON public.agencies_person_user_permissions USING btree (person_id);

CREATE INDEX agencies_session_expire_date_64e5940d ON public.agencies_session USING btree (expire_date);

CREATE INDEX agencies_session_person_id_06392cac ON public.agencies_session USING btree (person_id);

CREATE INDEX agencies_session_session_key_ba245301_like ON public.agencies_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX agencies_sweep_name_00c66a2d_like ON public.agencies_sweep USING btree (name varchar_pattern_ops);

CREATE INDEX agency_changes ON public.agencies_agencychange USING btree (agency_id, at DESC);

CREATE INDEX agency_list ON public.agencies_agency USING btree (authority_id, kind, name);

CREATE UNIQUE INDEX agency_urn_once ON public.agencies_agency USING btree (urn) WHERE (NOT ((urn)::text = ''::text));

CREATE UNIQUE INDEX arrival_one_waiting ON public.referrals_arrival USING btree (pupil_id) WHERE ((state)::text = ANY (ARRAY[('asked'::character varying)::text, ('council'::character varying)::text]));

CREATE INDEX attendance_corrected ON public.referrals_attendancecorrection USING btree (pupil_id, day);

CREATE INDEX attendance_sum_of ON public.referrals_attendancesum USING btree (pupil_id, week);

CREATE INDEX attendance_sum_week ON public.referrals_attendancesum USING brin (week);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE UNIQUE INDEX board_sitting_one_open ON public.interventions_boardsitting USING btree (suspension_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX call_rung_once ON public.referrals_call USING btree (concern_id) WHERE (is_follow_up AND is_rung);

CREATE UNIQUE INDEX call_told_once ON public.referrals_call USING btree (concern_id) WHERE (NOT is_follow_up);

CREATE INDEX came_of ON public.referrals_came USING btree (kind, key) WHERE (parted_at IS NULL);

CREATE INDEX case_authority ON public.referrals_case USING btree (authority_id, updated_at DESC, id DESC) WHERE (overseen_from IS NOT NULL);

CREATE INDEX case_authority_closed ON public.referrals_case USING btree (authority_id, updated_at DESC, id DESC) WHERE ((overseen_from IS NOT NULL) AND ((state)::text = 'closed'::text));

CREATE INDEX case_authority_year ON public.referrals_case USING btree (authority_id, cohort, updated_at DESC, id DESC) WHERE (overseen_from IS NOT NULL);

CREATE INDEX case_lead ON public.referrals_case USING btree (lead_id, updated_at DESC, id DESC) WHERE (lead_id IS NOT NULL);

CREATE INDEX case_left_authority ON public.referrals_case USING btree (authority_id, left_at) WHERE ((left_at IS NOT NULL) AND (overseen_from IS NOT NULL) AND (NOT ((state)::text = 'closed'::text)));

CREATE INDEX case_left_school ON public.referrals_case USING btree (school_id, left_at) WHERE ((left_at IS NOT NULL) AND (NOT ((state)::text = 'closed'::text)));

CREATE UNIQUE INDEX case_one_open ON public.referrals_case USING btree (pupil_id, school_id) WHERE (NOT ((state)::text = 'closed'::text));

CREATE INDEX case_school ON public.referrals_case USING btree (school_id, updated_at DESC, id DESC) INCLUDE (authority_id, state);

CREATE INDEX case_school_year ON public.referrals_case USING btree (school_id, cohort, updated_at DESC, id DESC);

CREATE UNIQUE INDEX closure_once ON public.agencies_closure USING btree (school_id, first_on) WHERE ((state)::text = 'kept'::text);

CREATE INDEX closure_school ON public.agencies_closure USING btree (school_id, first_on);

CREATE INDEX concern_author ON public.referrals_concern USING btree (author_id, logged_at DESC, id DESC);

CREATE INDEX concern_looked_at ON public.referrals_concern USING btree (school_id, decided_at DESC, id DESC) WHERE (NOT ((state)::text = 'noted'::text));

CREATE INDEX concern_looked_at_year ON public.referrals_concern USING btree (school_id, cohort, decided_at DESC, id DESC) WHERE (NOT ((state)::text = 'noted'::text));

CREATE INDEX concern_safeguarding ON public.referrals_concern USING btree (school_id, safeguarding_at DESC, id DESC) WHERE (safeguarding_at IS NOT NULL);

CREATE INDEX concern_safeguarding_year ON public.referrals_concern USING btree (school_id, cohort, safeguarding_at DESC, id DESC) WHERE (safeguarding_at IS NOT NULL);

CREATE INDEX concern_school ON public.referrals_concern USING btree (school_id, logged_at DESC, id DESC);

CREATE INDEX concern_waiting ON public.referrals_concern USING btree (school_id, worry DESC, logged_at, id) WHERE ((state)::text = 'noted'::text);

CREATE INDEX concern_waiting_year ON public.referrals_concern USING btree (school_id, cohort, worry DESC, logged_at, id) WHERE ((state)::text = 'noted'::text);

CREATE INDEX contact_of_pupil ON public.referrals_contact USING btree (pupil_id, "position", id);

CREATE UNIQUE INDEX contact_once ON public.referrals_contact USING btree (pupil_id, person_id) WHERE ((state)::text = 'current'::text);

CREATE INDEX contact_person_named ON public.referrals_contactperson USING btree (school_id, upper((name)::text));

CREATE INDEX contact_word_of_system ON public.referrals_contactword USING btree (system_id, value);

CREATE UNIQUE INDEX days_elsewhere_one_holds ON public.interventions_dayselsewhere USING btree (suspension_id) WHERE (replaced_at IS NULL);

CREATE INDEX days_elsewhere_suspension ON public.interventions_dayselsewhere USING btree (suspension_id);

CREATE INDEX delivery_dead ON public.agencies_delivery USING btree (person_id) WHERE ((state)::text = 'dead'::text);

CREATE INDEX delivery_inbox ON public.agencies_delivery USING btree (person_id, id DESC) WHERE (((channel)::text = 'inbox'::text) AND ((state)::text = 'sent'::text));

CREATE INDEX delivery_kind ON public.agencies_delivery USING btree (person_id, kind, id DESC) WHERE (((channel)::text = 'inbox'::text) AND ((state)::text = 'sent'::text));

CREATE INDEX delivery_next ON public.agencies_delivery USING btree (person_id, not_before, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX delivery_read ON public.agencies_delivery USING btree (person_id, id DESC) WHERE (((channel)::text = 'inbox'::text) AND (read_at IS NOT NULL) AND ((state)::text = 'sent'::text));

CREATE INDEX delivery_unread ON public.agencies_delivery USING btree (person_id, id DESC) WHERE (((channel)::text = 'inbox'::text) AND (read_at IS NULL) AND ((state)::text = 'sent'::text));

CREATE INDEX delivery_waiting ON public.agencies_delivery USING btree (not_before, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX device_old ON public.agencies_device USING btree (ends_at);

CREATE INDEX device_person ON public.agencies_device USING btree (person_id, seen_at DESC);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX document_of_case ON public.referrals_document USING btree (case_id, changed_at DESC, id DESC);

CREATE INDEX draft_of_person ON public.agencies_draft USING btree (person_id, saved_at DESC);

CREATE INDEX draft_pupil ON public.agencies_draft USING btree (pupil_id);

CREATE INDEX draft_saved ON public.agencies_draft USING btree (saved_at);

CREATE INDEX duplicate_apart ON public.referrals_duplicate USING btree (authority_id, apart_at DESC, id) WHERE ((state)::text = 'apart'::text);

CREATE INDEX duplicate_other ON public.referrals_duplicate USING btree (other_id);

CREATE INDEX duplicate_waiting ON public.referrals_duplicate USING btree (authority_id, points DESC, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX duty_authority ON public.referrals_duty USING btree (authority_id, due_at, id) WHERE ((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text]));

CREATE INDEX duty_case ON public.referrals_duty USING btree (case_id, due_at, id);

CREATE INDEX duty_kind ON public.referrals_duty USING btree (agency_id, subject_kind, due_at, id) WHERE ((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text]));

CREATE UNIQUE INDEX duty_once_open ON public.referrals_duty USING btree (subject_kind, subject_ref, rule) WHERE ((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text]));

CREATE INDEX duty_open ON public.referrals_duty USING btree (agency_id, due_at, id) WHERE ((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text]));

CREATE INDEX duty_school ON public.referrals_duty USING btree (school_id, due_at, id) WHERE (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text])) AND (NOT ((agency_id = school_id) AND (school_id IS NOT NULL))));

CREATE INDEX duty_step_waiting ON public.referrals_dutystep USING btree (at, id) WHERE (posted_at IS NULL);

CREATE INDEX duty_subject ON public.referrals_duty USING btree (subject_kind, subject_ref);

CREATE INDEX duty_worried ON public.referrals_duty USING btree (agency_id, due_at, id) WHERE (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('stopped'::character varying)::text])) AND ((rule)::text = ANY (ARRAY[('look_at_concern_very'::character varying)::text, ('record_call'::character varying)::text, ('answer_handed'::character varying)::text])));

CREATE UNIQUE INDEX education_one_holds ON public.interventions_education USING btree (suspension_id) WHERE (replaced_at IS NULL);

CREATE INDEX education_suspension ON public.interventions_education USING btree (suspension_id);

CREATE UNIQUE INDEX enrolment_one_main ON public.referrals_enrolment USING btree (pupil_id) WHERE ((ends_on IS NULL) AND ((kind)::text = 'main'::text));

CREATE INDEX enrolment_school ON public.referrals_enrolment USING btree (school_id, pupil_id);

CREATE INDEX entry_story ON public.referrals_entry USING btree (case_id, happened_on DESC, id DESC);

CREATE INDEX establishment_link_back ON public.agencies_establishmentlink USING btree (link_urn);

CREATE INDEX establishment_list ON public.agencies_establishment USING btree (la_code, name);

CREATE INDEX external_id_upn ON public.referrals_externalid USING btree (authority_id, upn) WHERE (NOT ((upn)::text = ''::text));

CREATE INDEX first_code_of ON public.agencies_firstcode USING btree (person_id, code_hash);

CREATE INDEX following_due ON public.agencies_following USING btree (follows_on) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX following_once ON public.agencies_following USING btree (school_id, year) WHERE (ended_at IS NULL);

CREATE INDEX given_task_by ON public.referrals_giventask USING btree (given_by_id, due_on, id) WHERE (ended_at IS NULL);

CREATE INDEX given_task_of_case ON public.referrals_giventask USING btree (case_id, id DESC);

CREATE INDEX guardian_gr_group_i_9e7d12_idx ON public.guardian_groupobjectpermission USING btree (group_id, content_type_id, object_pk);

CREATE INDEX guardian_gr_permiss_83545c_idx ON public.guardian_groupobjectpermission USING btree (permission_id, group_id, content_type_id, object_pk);

CREATE INDEX guardian_groupobjectpermission_content_type_id_7ade36b8 ON public.guardian_groupobjectpermission USING btree (content_type_id);

CREATE INDEX guardian_groupobjectpermission_group_id_4bbbfb62 ON public.guardian_groupobjectpermission USING btree (group_id);

CREATE INDEX guardian_groupobjectpermission_permission_id_36572738 ON public.guardian_groupobjectpermission USING btree (permission_id);

CREATE INDEX guardian_us_permiss_e5749c_idx ON public.guardian_userobjectpermission USING btree (permission_id, user_id, content_type_id, object_pk);

CREATE INDEX guardian_us_user_id_8eae14_idx ON public.guardian_userobjectpermission USING btree (user_id, content_type_id, object_pk);

CREATE INDEX guardian_userobjectpermission_content_type_id_2e892405 ON public.guardian_userobjectpermission USING btree (content_type_id);

CREATE INDEX guardian_userobjectpermission_permission_id_71807bfc ON public.guardian_userobjectpermission USING btree (permission_id);

CREATE INDEX guardian_userobjectpermission_user_id_d5c1e964 ON public.guardian_userobjectpermission USING btree (user_id);

CREATE INDEX guess_old ON public.agencies_guess USING btree (last_at);

CREATE INDEX idempotency_key_old ON public.agencies_idempotencykey USING btree (made_at);

CREATE UNIQUE INDEX identifier_once ON public.referrals_identifier USING btree (authority_id, kind, value) WHERE ((ends_on IS NULL) AND (NOT is_doubtful));

CREATE INDEX identifier_value ON public.referrals_identifier USING btree (authority_id, value);

CREATE INDEX interventions_boardsitting_closed_by_id_f405f9e5 ON public.interventions_boardsitting USING btree (closed_by_id);

CREATE INDEX interventions_boardsitting_entered_by_id_0ea7277e ON public.interventions_boardsitting USING btree (entered_by_id);

CREATE INDEX interventions_consent_recorded_by_id_98597895 ON public.interventions_consent USING btree (recorded_by_id);

CREATE INDEX interventions_dayselsewhere_said_by_id_da5170bc ON public.interventions_dayselsewhere USING btree (said_by_id);

CREATE INDEX interventions_education_arranged_by_id_0e0021a6 ON public.interventions_education USING btree (arranged_by_id);

CREATE INDEX interventions_move_admitted_by_id_58d3b1bf ON public.interventions_move USING btree (admitted_by_id);

CREATE INDEX interventions_move_approved_by_id_386afabc ON public.interventions_move USING btree (approved_by_id);

CREATE INDEX interventions_move_case_id_e9e548fc ON public.interventions_move USING btree (case_id);

CREATE INDEX interventions_move_heard_by_id_196c6a11 ON public.interventions_move USING btree (heard_by_id);

CREATE INDEX interventions_move_proposed_by_id_f1651a12 ON public.interventions_move USING btree (proposed_by_id);

CREATE INDEX interventions_move_pupil_id_a874ecb8 ON public.interventions_move USING btree (pupil_id);

CREATE INDEX interventions_move_refused_by_id_2b0985b0 ON public.interventions_move USING btree (refused_by_id);

CREATE INDEX interventions_move_returned_by_id_30b6022a ON public.interventions_move USING btree (returned_by_id);

CREATE INDEX interventions_move_share_id_0350d7f5 ON public.interventions_move USING btree (share_id);

CREATE INDEX interventions_move_withdrawn_by_id_3fa57356 ON public.interventions_move USING btree (withdrawn_by_id);

CREATE INDEX interventions_placecheck_checked_by_id_9fcb8c3e ON public.interventions_placecheck USING btree (checked_by_id);

CREATE INDEX interventions_placecheck_move_id_e7fa64c3 ON public.interventions_placecheck USING btree (move_id);

CREATE INDEX interventions_settlingreview_reviewed_by_id_f5322965 ON public.interventions_settlingreview USING btree (reviewed_by_id);

CREATE INDEX interventions_signal_reference_1a7edf8f_like ON public.interventions_signal USING btree (reference varchar_pattern_ops);

CREATE INDEX interventions_suspendedsession_pupil_id_c0ab6b2a ON public.interventions_suspendedsession USING btree (pupil_id);

CREATE INDEX interventions_suspendedsession_suspension_id_cf803253 ON public.interventions_suspendedsession USING btree (suspension_id);

CREATE INDEX interventions_suspension_begun_by_id_b8fa7f2b ON public.interventions_suspension USING btree (begun_by_id);

CREATE INDEX interventions_suspension_cancelled_by_id_ec4a85cd ON public.interventions_suspension USING btree (cancelled_by_id);

CREATE INDEX interventions_suspension_case_id_a19b540d ON public.interventions_suspension USING btree (case_id);

CREATE INDEX interventions_suspension_considered_by_id_59bffc6b ON public.interventions_suspension USING btree (considered_by_id);

CREATE INDEX interventions_suspension_imposed_by_id_f5b99292 ON public.interventions_suspension USING btree (imposed_by_id);

CREATE INDEX interventions_suspension_outcome_by_id_8a9d1ad7 ON public.interventions_suspension USING btree (outcome_by_id);

CREATE INDEX interventions_suspension_pupil_id_bf6061fc ON public.interventions_suspension USING btree (pupil_id);

CREATE INDEX interventions_suspension_represented_by_id_c3d15e39 ON public.interventions_suspension USING btree (represented_by_id);

CREATE INDEX interventions_suspension_voided_by_id_feb7f9c7 ON public.interventions_suspension USING btree (voided_by_id);

CREATE INDEX interventions_suspensionnotice_contact_id_f3a9f7f8 ON public.interventions_suspensionnotice USING btree (contact_id);

CREATE INDEX interventions_suspensionnotice_recorded_by_id_49f6a2d7 ON public.interventions_suspensionnotice USING btree (recorded_by_id);

CREATE INDEX interventions_suspensionnotice_suspension_id_b9300f19 ON public.interventions_suspensionnotice USING btree (suspension_id);

CREATE INDEX interventions_termreport_reference_9dad6bf6_like ON public.interventions_termreport USING btree (reference varchar_pattern_ops);

CREATE INDEX kept_at ON public.agencies_keptsending USING btree (kept_at);

CREATE INDEX kept_of_person ON public.agencies_keptsending USING btree (person_id, kept_at DESC);

CREATE INDEX letter_case ON public.agencies_letter USING btree (case_id);

CREATE INDEX letter_subject ON public.agencies_letter USING btree (subject_ref);

CREATE INDEX letter_unaddressed ON public.agencies_letter USING btree (id) WHERE (addressed_at IS NULL);

CREATE INDEX link_of_one ON public.referrals_familylink USING btree (one_id, id);

CREATE INDEX link_of_other ON public.referrals_familylink USING btree (other_id, id);

CREATE UNIQUE INDEX link_once ON public.referrals_familylink USING btree (one_id, other_id) WHERE ((state)::text = 'current'::text);

CREATE UNIQUE INDEX merge_goes_once ON public.referrals_merge USING btree (goes_id) WHERE ((state)::text = ANY (ARRAY[('merged'::character varying)::text, ('dividing'::character varying)::text]));

CREATE INDEX merge_list ON public.referrals_merge USING btree (authority_id, proposed_at DESC, id);

CREATE UNIQUE INDEX merge_one_a_pair ON public.referrals_merge USING btree (pair_id) WHERE ((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('merged'::character varying)::text, ('dividing'::character varying)::text]));

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX mis_client_list ON public.agencies_misclient USING btree (agency_id, id DESC);

CREATE INDEX move_authority ON public.interventions_move USING btree (authority_id, id DESC);

CREATE INDEX move_authority_state ON public.interventions_move USING btree (authority_id, state, id DESC);

CREATE INDEX move_home ON public.interventions_move USING btree (home_school_id, id DESC);

CREATE UNIQUE INDEX move_one_open ON public.interventions_move USING btree (case_id) WHERE ((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('agreed'::character varying)::text, ('approved'::character varying)::text]));

CREATE INDEX move_receiving ON public.interventions_move USING btree (receiving_school_id, id DESC) WHERE (NOT ((state)::text = ANY (ARRAY[('refused'::character varying)::text, ('withdrawn'::character varying)::text])));

CREATE INDEX move_to ON public.interventions_move USING btree (receiving_school_id, id DESC);

CREATE INDEX next_place_due ON public.referrals_nextplace USING btree (authority_id, from_on, id);

CREATE INDEX oauth2_prov_token_f_996e8a_idx ON public.oauth2_provider_refreshtoken USING btree (token_family);

CREATE INDEX oauth2_provider_accesstoken_application_id_b22886e1 ON public.oauth2_provider_accesstoken USING btree (application_id);

CREATE INDEX oauth2_provider_accesstoken_token_checksum_85319a26_like ON public.oauth2_provider_accesstoken USING btree (token_checksum varchar_pattern_ops);

CREATE INDEX oauth2_provider_accesstoken_user_id_6e4c9a65 ON public.oauth2_provider_accesstoken USING btree (user_id);

CREATE INDEX oauth2_provider_application_client_id_03f0cc84_like ON public.oauth2_provider_application USING btree (client_id varchar_pattern_ops);

CREATE INDEX oauth2_provider_application_client_secret_53133678 ON public.oauth2_provider_application USING btree (client_secret);

CREATE INDEX oauth2_provider_application_client_secret_53133678_like ON public.oauth2_provider_application USING btree (client_secret varchar_pattern_ops);

CREATE INDEX oauth2_provider_application_user_id_79829054 ON public.oauth2_provider_application USING btree (user_id);

CREATE INDEX oauth2_provider_devicegrant_client_id_229dd06d ON public.oauth2_provider_devicegrant USING btree (client_id);

CREATE INDEX oauth2_provider_devicegrant_client_id_229dd06d_like ON public.oauth2_provider_devicegrant USING btree (client_id varchar_pattern_ops);

CREATE INDEX oauth2_provider_devicegrant_user_id_1cec5156 ON public.oauth2_provider_devicegrant USING btree (user_id);

CREATE INDEX oauth2_provider_grant_application_id_81923564 ON public.oauth2_provider_grant USING btree (application_id);

CREATE INDEX oauth2_provider_grant_code_49ab4ddf_like ON public.oauth2_provider_grant USING btree (code varchar_pattern_ops);

CREATE INDEX oauth2_provider_grant_user_id_e8f62af8 ON public.oauth2_provider_grant USING btree (user_id);

CREATE INDEX oauth2_provider_idtoken_application_id_08c5ff4f ON public.oauth2_provider_idtoken USING btree (application_id);

CREATE INDEX oauth2_provider_idtoken_user_id_dd512b59 ON public.oauth2_provider_idtoken USING btree (user_id);

CREATE INDEX oauth2_provider_refreshtoken_application_id_2d1c311b ON public.oauth2_provider_refreshtoken USING btree (application_id);

CREATE INDEX oauth2_provider_refreshtoken_user_id_da837fce ON public.oauth2_provider_refreshtoken USING btree (user_id);

CREATE INDEX professional_of_pupil ON public.referrals_professional USING btree (pupil_id, id);

CREATE INDEX pupil_born ON public.referrals_pupil USING btree (authority_id, born_on);

CREATE INDEX pupil_changes ON public.referrals_fieldchange USING btree (pupil_id, at DESC);

CREATE INDEX pupil_family ON public.referrals_pupil USING btree (authority_id, family_name);

CREATE INDEX pupil_name ON public.referrals_pupil USING gin (authority_id, name_key public.gin_trgm_ops);

CREATE INDEX pupil_sounds ON public.referrals_pupil USING gin (authority_id, public.name_sounds((given_name)::text, (family_name)::text, (known_as)::text, (former_names)::text));

CREATE INDEX referral_case ON public.referrals_referral USING btree (case_id, id DESC);

CREATE UNIQUE INDEX referral_one_open ON public.referrals_referral USING btree (case_id) WHERE ((state)::text = ANY (ARRAY[('drafted'::character varying)::text, ('sent'::character varying)::text, ('returned'::character varying)::text]));

CREATE INDEX referral_queue ON public.referrals_referral USING btree (authority_id, sent_at, id) WHERE ((state)::text = ANY (ARRAY[('sent'::character varying)::text, ('returned'::character varying)::text]));

CREATE INDEX referral_school ON public.referrals_referral USING btree (school_id, sent_at DESC, id DESC) WHERE (sent_at IS NOT NULL);

CREATE INDEX referrals_arrival_known_id_696f78eb ON public.referrals_arrival USING btree (known_id);

CREATE INDEX referrals_arrival_reference_e8b1979d_like ON public.referrals_arrival USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_call_concern_id_2c4cdadd ON public.referrals_call USING btree (concern_id);

CREATE INDEX referrals_case_authority_id_f2e5bd11 ON public.referrals_case USING btree (authority_id);

CREATE INDEX referrals_case_closed_by_id_f25ddfd8 ON public.referrals_case USING btree (closed_by_id);

CREATE INDEX referrals_case_opened_by_id_95cf3ba7 ON public.referrals_case USING btree (opened_by_id);

CREATE INDEX referrals_case_pupil_id_ef2f4457 ON public.referrals_case USING btree (pupil_id);

CREATE INDEX referrals_caseshare_case_id_249722a1 ON public.referrals_caseshare USING btree (case_id);

CREATE INDEX referrals_concern_authority_id_bdc474dd ON public.referrals_concern USING btree (authority_id);

CREATE INDEX referrals_concern_case_id_58b392ad ON public.referrals_concern USING btree (case_id);

CREATE INDEX referrals_concern_decided_by_id_a965b279 ON public.referrals_concern USING btree (decided_by_id);

CREATE INDEX referrals_concern_pupil_id_f626a6b0 ON public.referrals_concern USING btree (pupil_id);

CREATE INDEX referrals_concernaddition_concern_id_b8b7071d ON public.referrals_concernaddition USING btree (concern_id);

CREATE INDEX referrals_contact_person_id_7b56ef6a ON public.referrals_contact USING btree (person_id);

CREATE INDEX referrals_contact_reference_df05059d_like ON public.referrals_contact USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_dispute_answered_by_id_91e920a4 ON public.referrals_dispute USING btree (answered_by_id);

CREATE INDEX referrals_dispute_decided_by_id_ca5e84ae ON public.referrals_dispute USING btree (decided_by_id);

CREATE INDEX referrals_dispute_disputed_by_id_8a0ccf23 ON public.referrals_dispute USING btree (disputed_by_id);

CREATE INDEX referrals_document_concern_id_5664f7dd ON public.referrals_document USING btree (concern_id);

CREATE INDEX referrals_document_entry_id_ad302710 ON public.referrals_document USING btree (entry_id);

CREATE INDEX referrals_document_pupil_id_a474731b ON public.referrals_document USING btree (pupil_id);

CREATE INDEX referrals_document_reference_e53c5e7d_like ON public.referrals_document USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_document_referral_id_4c15d92d ON public.referrals_document USING btree (referral_id);

CREATE INDEX referrals_duplicate_reference_189f4d08_like ON public.referrals_duplicate USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_duty_person_id_6c963245 ON public.referrals_duty USING btree (person_id);

CREATE INDEX referrals_duty_pupil_id_fb76a462 ON public.referrals_duty USING btree (pupil_id);

CREATE INDEX referrals_duty_share_id_62945d97 ON public.referrals_duty USING btree (share_id);

CREATE INDEX referrals_enrolment_pupil_id_c0e3a5d5 ON public.referrals_enrolment USING btree (pupil_id);

CREATE INDEX referrals_entry_agency_id_2c652f99 ON public.referrals_entry USING btree (agency_id);

CREATE INDEX referrals_entry_author_id_1db0a9c3 ON public.referrals_entry USING btree (author_id);

CREATE INDEX referrals_entry_restricted_by_id_7174a678 ON public.referrals_entry USING btree (restricted_by_id);

CREATE INDEX referrals_entrymove_entry_id_4a6beb62 ON public.referrals_entrymove USING btree (entry_id);

CREATE INDEX referrals_entrymove_from_case_id_8d68a181 ON public.referrals_entrymove USING btree (from_case_id);

CREATE INDEX referrals_externalid_pupil_id_2170ed1b ON public.referrals_externalid USING btree (pupil_id);

CREATE INDEX referrals_familylink_reference_8fd9c39f_like ON public.referrals_familylink USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_familytold_recorded_by_id_f73fd510 ON public.referrals_familytold USING btree (recorded_by_id);

CREATE INDEX referrals_giventask_reference_8a3c1cb8_like ON public.referrals_giventask USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_giventask_share_id_b74e6815 ON public.referrals_giventask USING btree (share_id);

CREATE INDEX referrals_identifier_authority_id_4693cf15 ON public.referrals_identifier USING btree (authority_id);

CREATE INDEX referrals_identifier_pupil_id_3dd7c1bf ON public.referrals_identifier USING btree (pupil_id);

CREATE INDEX referrals_merge_goes_id_e1505f9b ON public.referrals_merge USING btree (goes_id);

CREATE INDEX referrals_merge_reference_cea6554a_like ON public.referrals_merge USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_merge_stays_id_785d6a5a ON public.referrals_merge USING btree (stays_id);

CREATE INDEX referrals_professional_reference_8c1bdf09_like ON public.referrals_professional USING btree (reference varchar_pattern_ops);

CREATE INDEX referrals_pupilfact_recorded_by_id_90da24fc ON public.referrals_pupilfact USING btree (recorded_by_id);

CREATE INDEX referrals_question_answered_by_id_b5821550 ON public.referrals_question USING btree (answered_by_id);

CREATE INDEX referrals_question_asked_by_id_daac7630 ON public.referrals_question USING btree (asked_by_id);

CREATE INDEX referrals_question_referral_id_1c82044e ON public.referrals_question USING btree (referral_id);

CREATE INDEX referrals_referral_acknowledged_by_id_47391c8c ON public.referrals_referral USING btree (acknowledged_by_id);

CREATE INDEX referrals_referral_contact_recorded_by_id_ac9b2032 ON public.referrals_referral USING btree (contact_recorded_by_id);

CREATE INDEX referrals_referral_decided_by_id_1e6e75c1 ON public.referrals_referral USING btree (decided_by_id);

CREATE INDEX referrals_referral_drafted_by_id_e6c5c4a3 ON public.referrals_referral USING btree (drafted_by_id);

CREATE INDEX referrals_referral_sent_by_id_371da12c ON public.referrals_referral USING btree (sent_by_id);

CREATE INDEX referrals_referral_withdrawn_by_id_e57bf874 ON public.referrals_referral USING btree (withdrawn_by_id);

CREATE INDEX referrals_tried_referral_id_bbfe1fbb ON public.referrals_tried USING btree (referral_id);

CREATE INDEX seat_agency ON public.agencies_seat USING btree (agency_id, role);

CREATE INDEX seat_person ON public.agencies_seat USING btree (person_id, agency_id);

CREATE INDEX setting_of_authority ON public.agencies_setting USING btree (authority_id, name, starts_on);

CREATE INDEX share_agency_history ON public.referrals_caseshare USING btree (agency_id, id DESC);

CREATE INDEX share_asked ON public.referrals_caseshare USING btree (authority_id, granted_at) WHERE ((replaces_id IS NULL) AND (widens_id IS NULL));

CREATE INDEX share_case ON public.referrals_caseshare USING btree (case_id, agency_id) INCLUDE (starts_at, ends_at, left_at, accepted_at, level) WHERE (closed_at IS NULL);

CREATE INDEX share_lapsed ON public.referrals_caseshare USING btree (ends_at, id) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX share_open ON public.referrals_caseshare USING btree (agency_id, case_id, purpose) INCLUDE (starts_at, ends_at, left_at, accepted_at, level) WHERE ((closed_at IS NULL) AND ((widens_id IS NULL) OR (replaces_id IS NOT NULL)));

CREATE INDEX share_over ON public.referrals_caseshare USING btree (agency_id, LEAST(withdrawn_at, ends_at, left_at) DESC, id DESC) WHERE ((accepted_at IS NOT NULL) AND ((closed_at IS NULL) OR (closed_at >= LEAST(withdrawn_at, ends_at, left_at))));

CREATE INDEX share_reach ON public.referrals_caseshare USING btree (agency_id, ((authority_id + 0))) WHERE ((closed_at IS NULL) AND ((held_at IS NULL) OR (agreed_at IS NOT NULL)));

CREATE INDEX share_touched ON public.referrals_caseshare USING btree (agency_id, touched_at DESC, case_id DESC) INCLUDE (authority_id, starts_at, ends_at, left_at, accepted_at, declined_at, withdrawn_at) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX share_wider_once ON public.referrals_caseshare USING btree (widens_id) WHERE ((closed_at IS NULL) AND (replaces_id IS NULL));

CREATE INDEX signal_answered ON public.interventions_signal USING btree (school_id, answered_at DESC, id DESC) WHERE ((state)::text = 'answered'::text);

CREATE INDEX signal_of_rule ON public.interventions_signal USING btree (school_id, rule, found_at);

CREATE UNIQUE INDEX signal_once ON public.interventions_signal USING btree (pupil_id, school_id, rule) WHERE (NOT ((state)::text = 'over'::text));

CREATE INDEX signal_run ON public.interventions_signalrun USING btree (authority_id, school_id);

CREATE INDEX signal_stands ON public.interventions_signal USING btree (school_id, found_at DESC, id DESC) WHERE ((state)::text = 'stands'::text);

CREATE INDEX signal_switch_last ON public.interventions_signalswitch USING btree (school_id, rule, id DESC);

CREATE INDEX signal_to_measure ON public.interventions_signal USING btree (school_id, found_at) WHERE (after_possible IS NULL);

CREATE UNIQUE INDEX suspended_session_once ON public.interventions_suspendedsession USING btree (pupil_id, day, session, school_id) NULLS NOT DISTINCT WHERE (NOT fell_away);

CREATE INDEX suspension_authority ON public.interventions_suspension USING btree (authority_id, first_on DESC, id DESC);

CREATE INDEX suspension_authority_year ON public.interventions_suspension USING btree (authority_id, cohort, first_on DESC, id DESC);

CREATE UNIQUE INDEX suspension_external_id_once ON public.interventions_suspension USING btree (system_id, external_id) WHERE ((NOT ((external_id)::text = ''::text)) AND ((voided_by_system)::text = ''::text));

CREATE UNIQUE INDEX suspension_notice_contact ON public.interventions_suspensionnotice USING btree (suspension_id, of, revision, contact_id) WHERE ((recipient)::text = 'parents'::text);

CREATE UNIQUE INDEX suspension_notice_once ON public.interventions_suspensionnotice USING btree (suspension_id, recipient, of, revision) WHERE (NOT ((recipient)::text = 'parents'::text));

CREATE UNIQUE INDEX suspension_notice_parent ON public.interventions_suspensionnotice USING btree (suspension_id, of, revision, whom) WHERE ((contact_id IS NULL) AND ((recipient)::text = 'parents'::text));

CREATE INDEX suspension_school ON public.interventions_suspension USING btree (school_id, first_on DESC, id DESC);

CREATE INDEX suspension_school_year ON public.interventions_suspension USING btree (school_id, cohort, first_on DESC, id DESC);

CREATE UNIQUE INDEX term_report_once ON public.interventions_termreport USING btree (school_id, first_on) WHERE ((state)::text = 'owed'::text);

CREATE INDEX term_report_owed ON public.interventions_termreport USING btree (school_id, due_on, id) WHERE ((state)::text = 'owed'::text);

CREATE INDEX term_report_remind ON public.interventions_termreport USING btree (authority_id, remind_on) WHERE ((state)::text = 'owed'::text);

CREATE INDEX term_report_school ON public.interventions_termreport USING btree (school_id, last_on);

CREATE INDEX throttle_expires ON public.throttle USING btree (expires);

CREATE INDEX to_compare ON public.referrals_tocompare USING btree (authority_id, id);

CREATE INDEX told_case ON public.referrals_familytold USING btree (case_id, id DESC);

CREATE INDEX trail_when ON ONLY public.trail_entry USING brin (at);

CREATE INDEX trail_case ON ONLY public.trail_entry USING btree (case_ref, at DESC) WHERE ((case_ref)::text <> ''::text);

CREATE INDEX trail_person ON ONLY public.trail_entry USING btree (person_id, at DESC);

CREATE INDEX trail_account ON ONLY public.trail_entry USING btree (subject_ref, at DESC, id DESC) WHERE ((subject_kind)::text = 'person'::text);

CREATE INDEX trail_subject ON ONLY public.trail_entry USING btree (subject_ref, id DESC) WHERE ((outcome)::text = 'done'::text);

CREATE INDEX trail_rest_at_idx ON public.trail_rest USING brin (at);

CREATE INDEX trail_rest_case_ref_at_idx ON public.trail_rest USING btree (case_ref, at DESC) WHERE ((case_ref)::text <> ''::text);

CREATE INDEX trail_rest_person_id_at_idx ON public.trail_rest USING btree (person_id, at DESC);

CREATE INDEX trail_rest_subject_ref_at_id_idx ON public.trail_rest USING btree (subject_ref, at DESC, id DESC) WHERE ((subject_kind)::text = 'person'::text);

CREATE INDEX trail_rest_subject_ref_id_idx ON public.trail_rest USING btree (subject_ref, id DESC) WHERE ((outcome)::text = 'done'::text);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX version_that_waits ON public.referrals_documentversion USING btree (tries, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX version_to_draw ON public.referrals_documentversion USING btree (tries, id) WHERE (((state)::text = 'clean'::text) AND (tries < 3));

CREATE INDEX week_before_of ON public.referrals_weekbefore USING btree (pupil_id, week);

ALTER INDEX public.referrals_attendanceweek_pkey ATTACH PARTITION public.attendance_2025_pkey;

ALTER INDEX public.referrals_attendanceweek_pkey ATTACH PARTITION public.attendance_2026_pkey;

ALTER INDEX public.referrals_attendanceweek_pkey ATTACH PARTITION public.attendance_2027_pkey;

ALTER INDEX public.referrals_attendanceweek_pkey ATTACH PARTITION public.attendance_2028_pkey;

ALTER INDEX public.trail_when ATTACH PARTITION public.trail_rest_at_idx;

ALTER INDEX public.trail_case ATTACH PARTITION public.trail_rest_case_ref_at_idx;

ALTER INDEX public.trail_person ATTACH PARTITION public.trail_rest_person_id_at_idx;

ALTER INDEX public.trail_entry_pkey ATTACH PARTITION public.trail_rest_pkey;

ALTER INDEX public.trail_account ATTACH PARTITION public.trail_rest_subject_ref_at_id_idx;

ALTER INDEX public.trail_subject ATTACH PARTITION public.trail_rest_subject_ref_id_idx;

CREATE RULE live_seat_keep AS
    ON DELETE TO public.live_seat DO INSTEAD NOTHING;

CREATE RULE live_share_keep AS
    ON DELETE TO public.live_share DO INSTEAD NOTHING;

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.interventions_move FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.interventions_suspendedsession FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.interventions_suspension FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_case FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_concern FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_contact FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_document FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_duty FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_enrolment FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_externalid FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_identifier FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_professional FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER a_follows_merge BEFORE INSERT OR UPDATE OF pupil_id ON public.referrals_pupilfact FOR EACH ROW EXECUTE FUNCTION public.follow_merge();

CREATE TRIGGER attendance_goes AFTER DELETE ON public.referrals_pupil REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.attendance_goes_with_its_pupil();

CREATE TRIGGER case_takes_cohort BEFORE INSERT OR UPDATE OF pupil_id, cohort ON public.referrals_case FOR EACH ROW EXECUTE FUNCTION public.take_cohort();

CREATE TRIGGER concern_takes_cohort BEFORE INSERT OR UPDATE OF pupil_id, cohort ON public.referrals_concern FOR EACH ROW EXECUTE FUNCTION public.take_cohort();

CREATE TRIGGER contact_forgets_person AFTER DELETE ON public.referrals_contact FOR EACH ROW EXECUTE FUNCTION public.forget_untied_person();

CREATE TRIGGER delivery_takes_kind BEFORE INSERT OR UPDATE OF letter_id, kind ON public.agencies_delivery FOR EACH ROW EXECUTE FUNCTION public.take_kind();

CREATE TRIGGER held_on_insert AFTER INSERT ON public.referrals_attendanceweek REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.attendance_of_its_authority();

CREATE TRIGGER held_on_update AFTER UPDATE OF pupil_id, authority_id ON public.referrals_attendanceweek FOR EACH ROW EXECUTE FUNCTION public.attendance_stays_of_its_authority();

CREATE TRIGGER pupil_gives_case_cohort AFTER UPDATE OF born_on ON public.referrals_pupil FOR EACH ROW WHEN ((public.cohort_of(old.born_on) <> public.cohort_of(new.born_on))) EXECUTE FUNCTION public.give_cohort('referrals_case');

CREATE TRIGGER pupil_gives_concern_cohort AFTER UPDATE OF born_on ON public.referrals_pupil FOR EACH ROW WHEN ((public.cohort_of(old.born_on) <> public.cohort_of(new.born_on))) EXECUTE FUNCTION public.give_cohort('referrals_concern');

CREATE TRIGGER pupil_gives_suspension_cohort AFTER UPDATE OF born_on ON public.referrals_pupil FOR EACH ROW WHEN ((public.cohort_of(old.born_on) <> public.cohort_of(new.born_on))) EXECUTE FUNCTION public.give_cohort('interventions_suspension');

CREATE TRIGGER share_family_agrees AFTER INSERT ON public.referrals_caseshare FOR EACH ROW WHEN ((((new.basis)::text = 'family_agreement'::text) AND (new.replaces_id IS NULL))) EXECUTE FUNCTION public.share_keeps_to_what_was_told('agrees');

CREATE CONSTRAINT TRIGGER share_second_person AFTER INSERT ON public.referrals_caseshare DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.held_at IS NULL) AND (new.replaces_id IS NULL))) EXECUTE FUNCTION public.share_keeps_to_what_was_told('second');

CREATE TRIGGER suspension_takes_cohort BEFORE INSERT OR UPDATE OF pupil_id, cohort ON public.interventions_suspension FOR EACH ROW EXECUTE FUNCTION public.take_cohort();

CREATE TRIGGER trail_keep_rows BEFORE DELETE OR UPDATE ON public.trail_entry FOR EACH ROW EXECUTE FUNCTION public.trail_keep();

CREATE TRIGGER trail_keep_table BEFORE TRUNCATE ON public.trail_entry FOR EACH STATEMENT EXECUTE FUNCTION public.trail_keep();

CREATE TRIGGER trail_keep_table BEFORE TRUNCATE ON public.trail_rest FOR EACH STATEMENT EXECUTE FUNCTION public.trail_keep();

CREATE TRIGGER version_lost_its_bytes AFTER DELETE OR UPDATE OF key, pictures ON public.referrals_documentversion FOR EACH ROW EXECUTE FUNCTION public.keep_lost_keys();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_agencies_person_id FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_accountmail
    ADD CONSTRAINT agencies_accountmail_seat_id_83e692e6_fk_agencies_seat_id FOREIGN KEY (seat_id) REFERENCES public.agencies_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_authority_id_c6be3601_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_group_id_dd7fb36f_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_agencychange
    ADD CONSTRAINT agencies_agencychange_agency_id_f97d5828_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_areayear
    ADD CONSTRAINT agencies_areayear_authority_id_0a823360_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_areayear
    ADD CONSTRAINT agencies_areayear_published_by_id_273c444e_fk_agencies_ FOREIGN KEY (published_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_closure
    ADD CONSTRAINT agencies_closure_agency_id_ed02e0e8_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_closure
    ADD CONSTRAINT agencies_closure_school_id_2141c42f_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT agencies_delivery_authority_id_d69371f8_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT agencies_delivery_letter_id_7176a151_fk_agencies_letter_id FOREIGN KEY (letter_id) REFERENCES public.agencies_letter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT agencies_delivery_of_its_authority FOREIGN KEY (letter_id, authority_id) REFERENCES public.agencies_letter(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delivery
    ADD CONSTRAINT agencies_delivery_person_id_101d87d1_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_device
    ADD CONSTRAINT agencies_device_person_id_f545f54b_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_draft
    ADD CONSTRAINT agencies_draft_authority_id_a93007e4_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_draft
    ADD CONSTRAINT agencies_draft_of_its_pupil FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_draft
    ADD CONSTRAINT agencies_draft_person_id_e2788128_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_firstcode
    ADD CONSTRAINT agencies_firstcode_person_id_d4e65636_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_following
    ADD CONSTRAINT agencies_following_base_id_b2f58fda_fk_agencies_areayear_id FOREIGN KEY (base_id) REFERENCES public.agencies_areayear(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_following
    ADD CONSTRAINT agencies_following_coming_id_00154549_fk_agencies_areayear_id FOREIGN KEY (coming_id) REFERENCES public.agencies_areayear(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_following
    ADD CONSTRAINT agencies_following_school_id_ccd4cf8b_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_idempotencykey
    ADD CONSTRAINT agencies_idempotency_client_id_248c9426_fk_agencies_ FOREIGN KEY (client_id) REFERENCES public.agencies_misclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_keptsending
    ADD CONSTRAINT agencies_keptsending_person_id_aeec327a_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_letter
    ADD CONSTRAINT agencies_letter_authority_id_7dbecd19_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_letter
    ADD CONSTRAINT agencies_letter_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_agency_id_5fa538aa_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_application_id_bbfec568_fk_oauth2_pr FOREIGN KEY (application_id) REFERENCES public.oauth2_provider_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_ids_of_id_aceee649_fk_agencies_misclient_id FOREIGN KEY (ids_of_id) REFERENCES public.agencies_misclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_made_by_id_7a463aae_fk_agencies_person_id FOREIGN KEY (made_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_misclient
    ADD CONSTRAINT agencies_misclient_revoked_by_id_4b0f080f_fk_agencies_person_id FOREIGN KEY (revoked_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_person_user_permissions
    ADD CONSTRAINT agencies_person_user_permission_id_6395ff90_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_person_user_permissions
    ADD CONSTRAINT agencies_person_user_person_id_bbca1236_fk_agencies_ FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_seat
    ADD CONSTRAINT agencies_seat_agency_id_4f8a53d1_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_seat
    ADD CONSTRAINT agencies_seat_person_id_b3106133_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_session
    ADD CONSTRAINT agencies_session_person_id_06392cac_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_setting
    ADD CONSTRAINT agencies_setting_authority_id_eda7483e_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_termdate
    ADD CONSTRAINT agencies_termdate_agency_id_fad9036c_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_yearversion
    ADD CONSTRAINT agencies_yearversion_agency_id_9145ad24_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_yearversion
    ADD CONSTRAINT agencies_yearversion_kept_by_id_ef918c53_fk_agencies_person_id FOREIGN KEY (kept_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_content_type_id_7ade36b8_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_group_id_4bbbfb62_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_permission_id_36572738_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_content_type_id_2e892405_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_permission_id_71807bfc_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_user_id_d5c1e964_fk_agencies_ FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT interventions_boards_authority_id_da5702f5_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT interventions_boards_closed_by_id_f405f9e5_fk_agencies_ FOREIGN KEY (closed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT interventions_boards_entered_by_id_0ea7277e_fk_agencies_ FOREIGN KEY (entered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT interventions_boards_suspension_id_ce3d521b_fk_intervent FOREIGN KEY (suspension_id) REFERENCES public.interventions_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_boardsitting
    ADD CONSTRAINT interventions_boardsitting_of_its_authority FOREIGN KEY (suspension_id, authority_id) REFERENCES public.interventions_suspension(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_consent
    ADD CONSTRAINT interventions_consen_authority_id_3e725cb7_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_consent
    ADD CONSTRAINT interventions_consen_recorded_by_id_98597895_fk_agencies_ FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_consent
    ADD CONSTRAINT interventions_consent_move_id_b7e71afb_fk_interventions_move_id FOREIGN KEY (move_id) REFERENCES public.interventions_move(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_consent
    ADD CONSTRAINT interventions_consent_of_its_authority FOREIGN KEY (move_id, authority_id) REFERENCES public.interventions_move(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_dayselsewhere
    ADD CONSTRAINT interventions_daysel_authority_id_2dafb148_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_dayselsewhere
    ADD CONSTRAINT interventions_daysel_said_by_id_da5170bc_fk_agencies_ FOREIGN KEY (said_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_dayselsewhere
    ADD CONSTRAINT interventions_daysel_suspension_id_747854e6_fk_intervent FOREIGN KEY (suspension_id) REFERENCES public.interventions_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_dayselsewhere
    ADD CONSTRAINT interventions_dayselsewhere_of_its_authority FOREIGN KEY (suspension_id, authority_id) REFERENCES public.interventions_suspension(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_education
    ADD CONSTRAINT interventions_educat_arranged_by_id_0e0021a6_fk_agencies_ FOREIGN KEY (arranged_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_education
    ADD CONSTRAINT interventions_educat_authority_id_9b747330_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_education
    ADD CONSTRAINT interventions_educat_suspension_id_77e0e89b_fk_intervent FOREIGN KEY (suspension_id) REFERENCES public.interventions_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_education
    ADD CONSTRAINT interventions_education_of_its_authority FOREIGN KEY (suspension_id, authority_id) REFERENCES public.interventions_suspension(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_admitted_by_id_58d3b1bf_fk_agencies_ FOREIGN KEY (admitted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_approved_by_id_386afabc_fk_agencies_ FOREIGN KEY (approved_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_authority_id_50c2c33c_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_case_id_e9e548fc_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_heard_by_id_196c6a11_fk_agencies_person_id FOREIGN KEY (heard_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_home_school_id_68b42059_fk_agencies_ FOREIGN KEY (home_school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_proposed_by_id_f1651a12_fk_agencies_ FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_pupil_id_a874ecb8_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_receiving_school_id_7dc57bd3_fk_agencies_ FOREIGN KEY (receiving_school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_refused_by_id_2b0985b0_fk_agencies_person_id FOREIGN KEY (refused_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_returned_by_id_30b6022a_fk_agencies_ FOREIGN KEY (returned_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_share_id_0350d7f5_fk_referrals_caseshare_id FOREIGN KEY (share_id) REFERENCES public.referrals_caseshare(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_move
    ADD CONSTRAINT interventions_move_withdrawn_by_id_3fa57356_fk_agencies_ FOREIGN KEY (withdrawn_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_placecheck
    ADD CONSTRAINT interventions_placec_authority_id_c795026a_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_placecheck
    ADD CONSTRAINT interventions_placec_checked_by_id_9fcb8c3e_fk_agencies_ FOREIGN KEY (checked_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_placecheck
    ADD CONSTRAINT interventions_placec_move_id_e7fa64c3_fk_intervent FOREIGN KEY (move_id) REFERENCES public.interventions_move(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_placecheck
    ADD CONSTRAINT interventions_placecheck_of_its_authority FOREIGN KEY (move_id, authority_id) REFERENCES public.interventions_move(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_settlingreview
    ADD CONSTRAINT interventions_settli_authority_id_72ac5142_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_settlingreview
    ADD CONSTRAINT interventions_settli_move_id_d07fd1f2_fk_intervent FOREIGN KEY (move_id) REFERENCES public.interventions_move(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_settlingreview
    ADD CONSTRAINT interventions_settli_reviewed_by_id_f5322965_fk_agencies_ FOREIGN KEY (reviewed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_settlingreview
    ADD CONSTRAINT interventions_settlingreview_of_its_authority FOREIGN KEY (move_id, authority_id) REFERENCES public.interventions_move(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_answered_by_id_f57dd9e7_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_authority_id_9b505c29_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signalrun
    ADD CONSTRAINT interventions_signal_authority_id_c6185e8c_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signalswitch
    ADD CONSTRAINT interventions_signal_authority_id_d5a6994e_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_concern_id_4da91fc4_fk_referrals FOREIGN KEY (concern_id) REFERENCES public.referrals_concern(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_pupil_id_a0570e61_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signalswitch
    ADD CONSTRAINT interventions_signal_school_id_045b35cb_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signalrun
    ADD CONSTRAINT interventions_signal_school_id_1ab0de94_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signal
    ADD CONSTRAINT interventions_signal_school_id_319b78ad_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_signalswitch
    ADD CONSTRAINT interventions_signal_switched_by_id_9673e420_fk_agencies_ FOREIGN KEY (switched_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspendedsession
    ADD CONSTRAINT interventions_suspen_authority_id_205f97f4_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionreason
    ADD CONSTRAINT interventions_suspen_authority_id_66717892_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_authority_id_80bef47f_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspen_authority_id_9901407b_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_begun_by_id_b8fa7f2b_fk_agencies_ FOREIGN KEY (begun_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_cancelled_by_id_ec4a85cd_fk_agencies_ FOREIGN KEY (cancelled_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_considered_by_id_59bffc6b_fk_agencies_ FOREIGN KEY (considered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspen_contact_id_f3a9f7f8_fk_referrals FOREIGN KEY (contact_id) REFERENCES public.referrals_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_imposed_by_id_f5b99292_fk_agencies_ FOREIGN KEY (imposed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_outcome_by_id_8a9d1ad7_fk_agencies_ FOREIGN KEY (outcome_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_pupil_id_bf6061fc_fk_referrals FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspendedsession
    ADD CONSTRAINT interventions_suspen_pupil_id_c0ab6b2a_fk_referrals FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspen_recorded_by_id_49f6a2d7_fk_agencies_ FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_represented_by_id_c3d15e39_fk_agencies_ FOREIGN KEY (represented_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_school_id_162c5a84_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspendedsession
    ADD CONSTRAINT interventions_suspen_school_id_41f37b62_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionreason
    ADD CONSTRAINT interventions_suspen_suspension_id_2a611f53_fk_intervent FOREIGN KEY (suspension_id) REFERENCES public.interventions_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspen_suspension_id_b9300f19_fk_intervent FOREIGN KEY (suspension_id) REFERENCES public.interventions_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspendedsession
    ADD CONSTRAINT interventions_suspen_suspension_id_cf803253_fk_intervent FOREIGN KEY (suspension_id) REFERENCES public.interventions_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_system_id_861186de_fk_agencies_ FOREIGN KEY (system_id) REFERENCES public.agencies_misclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspen_voided_by_id_feb7f9c7_fk_agencies_ FOREIGN KEY (voided_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspendedsession
    ADD CONSTRAINT interventions_suspendedsession_of_its_authority FOREIGN KEY (suspension_id, authority_id) REFERENCES public.interventions_suspension(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspension_case_id_a19b540d_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspension
    ADD CONSTRAINT interventions_suspension_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspensionnotice_of_its_authority FOREIGN KEY (suspension_id, authority_id) REFERENCES public.interventions_suspension(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionnotice
    ADD CONSTRAINT interventions_suspensionnotice_of_its_contact FOREIGN KEY (contact_id, authority_id) REFERENCES public.referrals_contact(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_suspensionreason
    ADD CONSTRAINT interventions_suspensionreason_of_its_authority FOREIGN KEY (suspension_id, authority_id) REFERENCES public.interventions_suspension(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_termreport
    ADD CONSTRAINT interventions_termre_authority_id_1ff6f0e9_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_termreport
    ADD CONSTRAINT interventions_termre_laid_by_id_2ca1823c_fk_agencies_ FOREIGN KEY (laid_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interventions_termreport
    ADD CONSTRAINT interventions_termre_school_id_ba75a25a_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_agencies_person_id FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_application_id_b22886e1_fk_oauth2_pr FOREIGN KEY (application_id) REFERENCES public.oauth2_provider_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_id_token_id_85db651b_fk_oauth2_pr FOREIGN KEY (id_token_id) REFERENCES public.oauth2_provider_idtoken(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_source_refresh_token_e66fbc72_fk_oauth2_pr FOREIGN KEY (source_refresh_token_id) REFERENCES public.oauth2_provider_refreshtoken(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_accesstoken
    ADD CONSTRAINT oauth2_provider_acce_user_id_6e4c9a65_fk_agencies_ FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_application
    ADD CONSTRAINT oauth2_provider_appl_user_id_79829054_fk_agencies_ FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_devicegrant
    ADD CONSTRAINT oauth2_provider_devi_user_id_1cec5156_fk_agencies_ FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_gran_application_id_81923564_fk_oauth2_pr FOREIGN KEY (application_id) REFERENCES public.oauth2_provider_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_grant
    ADD CONSTRAINT oauth2_provider_grant_user_id_e8f62af8_fk_agencies_person_id FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idto_application_id_08c5ff4f_fk_oauth2_pr FOREIGN KEY (application_id) REFERENCES public.oauth2_provider_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_idtoken
    ADD CONSTRAINT oauth2_provider_idtoken_user_id_dd512b59_fk_agencies_person_id FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refr_access_token_id_775e84e8_fk_oauth2_pr FOREIGN KEY (access_token_id) REFERENCES public.oauth2_provider_accesstoken(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refr_application_id_2d1c311b_fk_oauth2_pr FOREIGN KEY (application_id) REFERENCES public.oauth2_provider_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.oauth2_provider_refreshtoken
    ADD CONSTRAINT oauth2_provider_refr_user_id_da837fce_fk_agencies_ FOREIGN KEY (user_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_answered_by_id_5fe1ff64_fk_agencies_person_id FOREIGN KEY (answered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_authority_id_68a862fc_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_known_id_696f78eb_fk_referrals_pupil_id FOREIGN KEY (known_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_known_of_its_authority FOREIGN KEY (known_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_known_school_id_ece2a0bc_fk_agencies_ FOREIGN KEY (known_school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_parted_by_id_ac8fdbe2_fk_agencies_person_id FOREIGN KEY (parted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_pupil_id_09449c13_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_school_id_ef4a0a8f_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_arrival
    ADD CONSTRAINT referrals_arrival_settled_by_id_4c02a623_fk_agencies_person_id FOREIGN KEY (settled_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancecorrection
    ADD CONSTRAINT referrals_attendance_authority_id_432dc79c_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancesum
    ADD CONSTRAINT referrals_attendance_authority_id_f249a6ba_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancecorrection
    ADD CONSTRAINT referrals_attendance_pupil_id_2112443d_fk_referrals FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancesum
    ADD CONSTRAINT referrals_attendance_school_id_205d7b34_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancecorrection
    ADD CONSTRAINT referrals_attendance_school_id_fbb58b8c_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancecorrection
    ADD CONSTRAINT referrals_attendance_system_id_5b2d5df4_fk_agencies_ FOREIGN KEY (system_id) REFERENCES public.agencies_misclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancecorrection
    ADD CONSTRAINT referrals_attendancecorrection_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancesum
    ADD CONSTRAINT referrals_attendancesum_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_attendancesum
    ADD CONSTRAINT referrals_attendancesum_pupil_id_d9103332_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_call
    ADD CONSTRAINT referrals_call_authority_id_c3d4c09d_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_call
    ADD CONSTRAINT referrals_call_concern_id_2c4cdadd_fk_referrals_concern_id FOREIGN KEY (concern_id) REFERENCES public.referrals_concern(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_call
    ADD CONSTRAINT referrals_call_of_its_authority FOREIGN KEY (concern_id, authority_id) REFERENCES public.referrals_concern(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_call
    ADD CONSTRAINT referrals_call_recorded_by_id_16dbbf76_fk_agencies_person_id FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_came
    ADD CONSTRAINT referrals_came_authority_id_ebd0d578_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_came
    ADD CONSTRAINT referrals_came_merge_id_37a404be_fk_referrals_merge_id FOREIGN KEY (merge_id) REFERENCES public.referrals_merge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_came
    ADD CONSTRAINT referrals_came_of_its_authority FOREIGN KEY (merge_id, authority_id) REFERENCES public.referrals_merge(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_authority_id_f2e5bd11_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_closed_by_id_f25ddfd8_fk_agencies_person_id FOREIGN KEY (closed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_lead_id_d728c79d_fk_agencies_person_id FOREIGN KEY (lead_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_opened_by_id_95cf3ba7_fk_agencies_person_id FOREIGN KEY (opened_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_pupil_id_ef2f4457_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_school_id_403e8bbe_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_accepted_by_id_af35696e_fk_agencies_ FOREIGN KEY (accepted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_agency_id_a0a94e93_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_agreed_by_id_e9131134_fk_agencies_person_id FOREIGN KEY (agreed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_answered_by_id_484150fd_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_authority_id_7983435b_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_case_id_249722a1_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_declined_by_id_3791268f_fk_agencies_ FOREIGN KEY (declined_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_family_told_id_894657f2_fk_referrals FOREIGN KEY (family_told_id) REFERENCES public.referrals_familytold(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_granted_by_id_0f4510b8_fk_agencies_ FOREIGN KEY (granted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_granting_agency_id_d2ce1a76_fk_agencies_ FOREIGN KEY (granting_agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_held_by_id_8628251f_fk_agencies_person_id FOREIGN KEY (held_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_refused_by_id_7c946d7c_fk_agencies_ FOREIGN KEY (refused_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_replaces_id_6da93e0d_fk_referrals FOREIGN KEY (replaces_id) REFERENCES public.referrals_caseshare(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_widens_id_ebbd1171_fk_referrals FOREIGN KEY (widens_id) REFERENCES public.referrals_caseshare(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_withdrawn_by_id_84800ae0_fk_agencies_ FOREIGN KEY (withdrawn_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_caseshare
    ADD CONSTRAINT referrals_caseshare_withdrawn_for_id_55b8e2fc_fk_agencies_ FOREIGN KEY (withdrawn_for_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_answered_by_id_75984db0_fk_agencies_person_id FOREIGN KEY (answered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_author_id_8863def2_fk_agencies_person_id FOREIGN KEY (author_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_authority_id_bdc474dd_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_case_id_58b392ad_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_decided_by_id_a965b279_fk_agencies_person_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_handed_by_id_825bc109_fk_agencies_person_id FOREIGN KEY (handed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_pupil_id_f626a6b0_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concern
    ADD CONSTRAINT referrals_concern_school_id_43967bd4_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concernaddition
    ADD CONSTRAINT referrals_concernadd_added_by_id_1393ed75_fk_agencies_ FOREIGN KEY (added_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concernaddition
    ADD CONSTRAINT referrals_concernadd_authority_id_930c8bc3_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concernaddition
    ADD CONSTRAINT referrals_concernadd_concern_id_b8b7071d_fk_referrals FOREIGN KEY (concern_id) REFERENCES public.referrals_concern(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_concernaddition
    ADD CONSTRAINT referrals_concernaddition_of_its_authority FOREIGN KEY (concern_id, authority_id) REFERENCES public.referrals_concern(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_added_by_id_aceee85a_fk_agencies_person_id FOREIGN KEY (added_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_authority_id_4bb3a4d9_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_ended_by_id_dad6bb2b_fk_agencies_person_id FOREIGN KEY (ended_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_of_its_school FOREIGN KEY (person_id, school_id) REFERENCES public.referrals_contactperson(id, school_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_of_its_schools_authority FOREIGN KEY (school_id, authority_id) REFERENCES public.agencies_agency(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_person_id_7b56ef6a_fk_referrals FOREIGN KEY (person_id) REFERENCES public.referrals_contactperson(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_pupil_id_682f50b5_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_restricted_by_id_5b4d4a55_fk_agencies_ FOREIGN KEY (restricted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contact
    ADD CONSTRAINT referrals_contact_school_id_6ca5495f_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactperson
    ADD CONSTRAINT referrals_contactper_authority_id_af5e668a_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactperson
    ADD CONSTRAINT referrals_contactper_restricted_by_id_e01c1ae8_fk_agencies_ FOREIGN KEY (restricted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactperson
    ADD CONSTRAINT referrals_contactper_school_id_8cc72fd0_fk_agencies_ FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactperson
    ADD CONSTRAINT referrals_contactperson_of_its_authority FOREIGN KEY (school_id, authority_id) REFERENCES public.agencies_agency(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactword
    ADD CONSTRAINT referrals_contactwor_authority_id_d85490ec_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactword
    ADD CONSTRAINT referrals_contactwor_contact_id_7ee2da70_fk_referrals FOREIGN KEY (contact_id) REFERENCES public.referrals_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactword
    ADD CONSTRAINT referrals_contactwor_system_id_f32dd26b_fk_agencies_ FOREIGN KEY (system_id) REFERENCES public.agencies_misclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_contactword
    ADD CONSTRAINT referrals_contactword_of_its_authority FOREIGN KEY (contact_id, authority_id) REFERENCES public.referrals_contact(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_answered_by_id_91e920a4_fk_agencies_person_id FOREIGN KEY (answered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_authority_id_34eb399e_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_decided_by_id_ca5e84ae_fk_agencies_person_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_disputed_by_id_8a0ccf23_fk_agencies_person_id FOREIGN KEY (disputed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_of_its_authority FOREIGN KEY (referral_id, authority_id) REFERENCES public.referrals_referral(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dispute
    ADD CONSTRAINT referrals_dispute_referral_id_62ec66d9_fk_referrals_referral_id FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_agency_id_9e70d9be_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_author_id_338c321a_fk_agencies_person_id FOREIGN KEY (author_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_authority_id_eb24ead0_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_case_id_f6e2ee21_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_concern_id_5664f7dd_fk_referrals_concern_id FOREIGN KEY (concern_id) REFERENCES public.referrals_concern(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_entry_id_ad302710_fk_referrals_entry_id FOREIGN KEY (entry_id) REFERENCES public.referrals_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_of_its_concern FOREIGN KEY (concern_id, authority_id) REFERENCES public.referrals_concern(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_of_its_entry FOREIGN KEY (entry_id, case_id) REFERENCES public.referrals_entry(id, case_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_of_its_pupil FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_of_its_referral FOREIGN KEY (referral_id, authority_id) REFERENCES public.referrals_referral(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_pupil_id_a474731b_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_referral_id_4c15d92d_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_document
    ADD CONSTRAINT referrals_document_restricted_by_id_86180153_fk_agencies_ FOREIGN KEY (restricted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentve_agency_id_9d428e04_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentve_author_id_f117856e_fk_agencies_ FOREIGN KEY (author_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentve_authority_id_25bea5bd_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentve_document_id_f0ac40da_fk_referrals FOREIGN KEY (document_id) REFERENCES public.referrals_document(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_documentversion
    ADD CONSTRAINT referrals_documentversion_of_its_authority FOREIGN KEY (document_id, authority_id) REFERENCES public.referrals_document(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_apart_by_id_b12f9d3b_fk_agencies_person_id FOREIGN KEY (apart_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_authority_id_ccd94020_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_of_its_authority FOREIGN KEY (one_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_of_one_authority FOREIGN KEY (other_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_one_id_ccfb701b_fk_referrals_pupil_id FOREIGN KEY (one_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duplicate
    ADD CONSTRAINT referrals_duplicate_other_id_a38de3c2_fk_referrals_pupil_id FOREIGN KEY (other_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_agency_id_b1a612dc_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_authority_id_17953b5f_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_case_id_f391d8ef_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_from_agency_id_724ab48e_fk_agencies_agency_id FOREIGN KEY (from_agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_person_id_6c963245_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_pupil_id_fb76a462_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_reminded_by_id_b6f62343_fk_agencies_person_id FOREIGN KEY (reminded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_school_id_81c6c118_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_duty
    ADD CONSTRAINT referrals_duty_share_id_62945d97_fk_referrals_caseshare_id FOREIGN KEY (share_id) REFERENCES public.referrals_caseshare(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dutystep
    ADD CONSTRAINT referrals_dutystep_authority_id_04c7dd90_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dutystep
    ADD CONSTRAINT referrals_dutystep_duty_id_e79e2ccd_fk_referrals_duty_id FOREIGN KEY (duty_id) REFERENCES public.referrals_duty(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_dutystep
    ADD CONSTRAINT referrals_dutystep_of_its_authority FOREIGN KEY (duty_id, authority_id) REFERENCES public.referrals_duty(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_enrolment
    ADD CONSTRAINT referrals_enrolment_authority_id_5aa04d65_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_enrolment
    ADD CONSTRAINT referrals_enrolment_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_enrolment
    ADD CONSTRAINT referrals_enrolment_pupil_id_c0e3a5d5_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_enrolment
    ADD CONSTRAINT referrals_enrolment_school_id_9e297f54_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_agency_id_2c652f99_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_author_id_1db0a9c3_fk_agencies_person_id FOREIGN KEY (author_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_authority_id_4990c230_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_case_id_221e3037_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entry
    ADD CONSTRAINT referrals_entry_restricted_by_id_7174a678_fk_agencies_person_id FOREIGN KEY (restricted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entryedit
    ADD CONSTRAINT referrals_entryedit_authority_id_0cfbb05c_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entryedit
    ADD CONSTRAINT referrals_entryedit_edited_by_id_ec614edd_fk_agencies_person_id FOREIGN KEY (edited_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entryedit
    ADD CONSTRAINT referrals_entryedit_entry_id_1db93508_fk_referrals_entry_id FOREIGN KEY (entry_id) REFERENCES public.referrals_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entryedit
    ADD CONSTRAINT referrals_entryedit_of_its_authority FOREIGN KEY (entry_id, authority_id) REFERENCES public.referrals_entry(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_authority_id_430e6cc6_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_entry_id_4a6beb62_fk_referrals_entry_id FOREIGN KEY (entry_id) REFERENCES public.referrals_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_from_case_id_8d68a181_fk_referrals_case_id FOREIGN KEY (from_case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_from_its_authority FOREIGN KEY (from_case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_moved_by_id_35464e9e_fk_agencies_person_id FOREIGN KEY (moved_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_of_its_authority FOREIGN KEY (entry_id, authority_id) REFERENCES public.referrals_entry(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_to_case_id_1fe4fcbd_fk_referrals_case_id FOREIGN KEY (to_case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrymove
    ADD CONSTRAINT referrals_entrymove_to_its_authority FOREIGN KEY (to_case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_agency_id_6d4713bd_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_authority_id_77d49318_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_entry_id_8ba82069_fk_referrals_entry_id FOREIGN KEY (entry_id) REFERENCES public.referrals_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_of_its_authority FOREIGN KEY (entry_id, authority_id) REFERENCES public.referrals_entry(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_person_id_0c62545a_fk_agencies_person_id FOREIGN KEY (person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_entrytold
    ADD CONSTRAINT referrals_entrytold_told_by_id_5d7ef402_fk_agencies_person_id FOREIGN KEY (told_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT referrals_externalid_authority_id_a2bacd5f_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT referrals_externalid_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT referrals_externalid_pupil_id_2170ed1b_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT referrals_externalid_school_id_bee97220_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_externalid
    ADD CONSTRAINT referrals_externalid_system_id_3dae9a22_fk_agencies_ FOREIGN KEY (system_id) REFERENCES public.agencies_misclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_agency_id_5de11cd1_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_authority_id_b1837e27_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_by_its_authority FOREIGN KEY (agency_id, authority_id) REFERENCES public.agencies_agency(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_ended_by_id_64f6cb66_fk_agencies_person_id FOREIGN KEY (ended_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_linked_by_id_1133828b_fk_agencies_ FOREIGN KEY (linked_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_of_its_authority FOREIGN KEY (one_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_of_one_authority FOREIGN KEY (other_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_one_id_f4a32ee1_fk_referrals_pupil_id FOREIGN KEY (one_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familylink
    ADD CONSTRAINT referrals_familylink_other_id_6a1b5357_fk_referrals_pupil_id FOREIGN KEY (other_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familytold
    ADD CONSTRAINT referrals_familytold_authority_id_1865a015_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familytold
    ADD CONSTRAINT referrals_familytold_case_id_ee827047_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familytold
    ADD CONSTRAINT referrals_familytold_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_familytold
    ADD CONSTRAINT referrals_familytold_recorded_by_id_f73fd510_fk_agencies_ FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_fieldchange
    ADD CONSTRAINT referrals_fieldchang_authority_id_35a7a5a4_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_fieldchange
    ADD CONSTRAINT referrals_fieldchange_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_fieldchange
    ADD CONSTRAINT referrals_fieldchange_pupil_id_f70c4869_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_authority_id_2d213cda_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_case_id_b8df646b_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_ended_by_id_505e0d31_fk_agencies_person_id FOREIGN KEY (ended_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_from_agency_id_c821a194_fk_agencies_ FOREIGN KEY (from_agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_given_by_id_e5152494_fk_agencies_person_id FOREIGN KEY (given_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_share_id_b74e6815_fk_referrals_caseshare_id FOREIGN KEY (share_id) REFERENCES public.referrals_caseshare(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_to_agency_id_6d69c958_fk_agencies_agency_id FOREIGN KEY (to_agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_giventask
    ADD CONSTRAINT referrals_giventask_to_person_id_dbb8868c_fk_agencies_person_id FOREIGN KEY (to_person_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_identifier
    ADD CONSTRAINT referrals_identifier_authority_id_4693cf15_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_identifier
    ADD CONSTRAINT referrals_identifier_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_identifier
    ADD CONSTRAINT referrals_identifier_pupil_id_3dd7c1bf_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_authority_id_f5bcd84b_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_decided_by_id_2433598b_fk_agencies_person_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_goes_id_e1505f9b_fk_referrals_pupil_id FOREIGN KEY (goes_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_of_its_authority FOREIGN KEY (stays_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_of_one_authority FOREIGN KEY (goes_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_pair_id_709cc0b4_fk_referrals_duplicate_id FOREIGN KEY (pair_id) REFERENCES public.referrals_duplicate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_proposed_by_id_fbd01645_fk_agencies_person_id FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_stays_id_785d6a5a_fk_referrals_pupil_id FOREIGN KEY (stays_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_undo_by_id_f972cb5c_fk_agencies_person_id FOREIGN KEY (undo_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_merge
    ADD CONSTRAINT referrals_merge_undone_by_id_464fd20b_fk_agencies_person_id FOREIGN KEY (undone_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_nextplace
    ADD CONSTRAINT referrals_nextplace_authority_id_78ab6dd8_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_nextplace
    ADD CONSTRAINT referrals_nextplace_enrolment_id_453a7de1_fk_referrals FOREIGN KEY (enrolment_id) REFERENCES public.referrals_enrolment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_nextplace
    ADD CONSTRAINT referrals_nextplace_of_its_authority FOREIGN KEY (enrolment_id, authority_id) REFERENCES public.referrals_enrolment(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_profession_added_by_id_93bf8b03_fk_agencies_ FOREIGN KEY (added_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_profession_authority_id_af1844da_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_profession_ended_by_id_891ac312_fk_agencies_ FOREIGN KEY (ended_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_by_its_authority FOREIGN KEY (school_id, authority_id) REFERENCES public.agencies_agency(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_pupil_id_eff6ce8f_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_professional
    ADD CONSTRAINT referrals_professional_school_id_3301c438_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_pupil
    ADD CONSTRAINT referrals_pupil_authority_id_765649ac_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_pupilfact
    ADD CONSTRAINT referrals_pupilfact_authority_id_62a3a307_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_pupilfact
    ADD CONSTRAINT referrals_pupilfact_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_pupilfact
    ADD CONSTRAINT referrals_pupilfact_pupil_id_d585f414_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_pupilfact
    ADD CONSTRAINT referrals_pupilfact_recorded_by_id_90da24fc_fk_agencies_ FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_question
    ADD CONSTRAINT referrals_question_answered_by_id_b5821550_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_question
    ADD CONSTRAINT referrals_question_asked_by_id_daac7630_fk_agencies_person_id FOREIGN KEY (asked_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_question
    ADD CONSTRAINT referrals_question_authority_id_9aebcf8e_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_question
    ADD CONSTRAINT referrals_question_of_its_authority FOREIGN KEY (referral_id, authority_id) REFERENCES public.referrals_referral(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_question
    ADD CONSTRAINT referrals_question_referral_id_1c82044e_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_acknowledged_by_id_47391c8c_fk_agencies_ FOREIGN KEY (acknowledged_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_authority_id_1fe1aa5c_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_case_id_b6a3f342_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_contact_recorded_by__ac9b2032_fk_agencies_ FOREIGN KEY (contact_recorded_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_decided_by_id_1e6e75c1_fk_agencies_person_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_drafted_by_id_e6c5c4a3_fk_agencies_person_id FOREIGN KEY (drafted_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_of_its_authority FOREIGN KEY (case_id, authority_id) REFERENCES public.referrals_case(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_school_id_308edcc2_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_sent_by_id_371da12c_fk_agencies_person_id FOREIGN KEY (sent_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_withdrawn_by_id_e57bf874_fk_agencies_ FOREIGN KEY (withdrawn_by_id) REFERENCES public.agencies_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_tocompare
    ADD CONSTRAINT referrals_tocompare_authority_id_9891fdb2_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_tocompare
    ADD CONSTRAINT referrals_tocompare_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_tocompare
    ADD CONSTRAINT referrals_tocompare_pupil_id_02089d48_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_tried
    ADD CONSTRAINT referrals_tried_authority_id_1a5aaea2_fk_agencies_authority_id FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_tried
    ADD CONSTRAINT referrals_tried_of_its_authority FOREIGN KEY (referral_id, authority_id) REFERENCES public.referrals_referral(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_tried
    ADD CONSTRAINT referrals_tried_referral_id_bbfe1fbb_fk_referrals_referral_id FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT referrals_weekbefore_authority_id_31f01765_fk_agencies_ FOREIGN KEY (authority_id) REFERENCES public.agencies_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT referrals_weekbefore_merge_id_565c1335_fk_referrals_merge_id FOREIGN KEY (merge_id) REFERENCES public.referrals_merge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT referrals_weekbefore_of_its_authority FOREIGN KEY (pupil_id, authority_id) REFERENCES public.referrals_pupil(id, authority_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT referrals_weekbefore_pupil_id_1545f659_fk_referrals_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.referrals_pupil(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_weekbefore
    ADD CONSTRAINT referrals_weekbefore_school_id_c47ed931_fk_agencies_agency_id FOREIGN KEY (school_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.agencies_delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agencies_draft ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agencies_letter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance_2025 ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance_2026 ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance_2027 ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance_2028 ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_boardsitting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_dayselsewhere ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_education ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_move ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_placecheck ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_settlingreview ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_signal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspendedsession ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspension ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspensionnotice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions_suspensionreason ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_its_authority ON public.agencies_delivery USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.agencies_draft USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.agencies_letter USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.attendance_2025 USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.attendance_2026 USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.attendance_2027 USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.attendance_2028 USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_boardsitting USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_consent USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_dayselsewhere USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_education USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_move USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_placecheck USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_settlingreview USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_signal USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_suspendedsession USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_suspension USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_suspensionnotice USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.interventions_suspensionreason USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_arrival USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_attendancecorrection USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_attendancesum USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_attendanceweek USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_call USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_came USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_case USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_caseshare USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_concern USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_concernaddition USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_contact USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_contactperson USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_contactword USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_dispute USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_document USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_documentversion USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_duplicate USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_duty USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_dutystep USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_enrolment USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_entry USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_entryedit USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_entrymove USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_entrytold USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_externalid USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_familylink USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_familytold USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_fieldchange USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_giventask USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_identifier USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_merge USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_nextplace USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_professional USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_pupil USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_pupilfact USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_question USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_referral USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_tocompare USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_tried USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_its_authority ON public.referrals_weekbefore USING ((authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[])));

CREATE POLICY of_the_lookup ON public.referrals_caseshare FOR SELECT TO inclusion_lookup USING (true);

CREATE POLICY of_the_lookup ON public.referrals_pupil FOR SELECT TO inclusion_lookup USING (true);

CREATE POLICY of_the_owner ON public.agencies_delivery TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.agencies_draft TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.agencies_letter TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.attendance_2025 TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.attendance_2026 TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.attendance_2027 TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.attendance_2028 TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_boardsitting TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_consent TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_dayselsewhere TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_education TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_move TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_placecheck TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_settlingreview TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_signal TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_suspendedsession TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_suspension TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_suspensionnotice TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.interventions_suspensionreason TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_arrival TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_attendancecorrection TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_attendancesum TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_attendanceweek TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_call TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_came TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_case TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_caseshare TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_concern TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_concernaddition TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_contact TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_contactperson TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_contactword TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_dispute TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_document TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_documentversion TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_duplicate TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_duty TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_dutystep TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_enrolment TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_entry TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_entryedit TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_entrymove TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_entrytold TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_externalid TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_familylink TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_familytold TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_fieldchange TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_giventask TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_identifier TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_merge TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_nextplace TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_professional TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_pupil TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_pupilfact TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_question TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_referral TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_tocompare TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_tried TO inclusion_owner USING (true);

CREATE POLICY of_the_owner ON public.referrals_weekbefore TO inclusion_owner USING (true);

CREATE POLICY of_the_worker ON public.agencies_delivery TO inclusion_worker USING (true);

CREATE POLICY of_the_worker ON public.agencies_draft TO inclusion_worker USING (true);

CREATE POLICY of_the_worker ON public.agencies_letter TO inclusion_worker USING (true);

CREATE POLICY of_the_worker ON public.referrals_caseshare TO inclusion_worker USING (true);

CREATE POLICY of_the_worker ON public.referrals_duty TO inclusion_worker USING (true);

CREATE POLICY of_the_worker ON public.referrals_dutystep TO inclusion_worker USING (true);

ALTER TABLE public.referrals_arrival ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_attendancecorrection ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_attendancesum ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_attendanceweek ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_call ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_came ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_case ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_caseshare ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_concern ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_concernaddition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_contact ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_contactperson ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_contactword ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_dispute ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_document ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_documentversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_duplicate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_duty ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_dutystep ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_enrolment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entryedit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entrymove ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_entrytold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_externalid ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_familylink ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_familytold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_fieldchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_giventask ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_identifier ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_merge ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_nextplace ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_professional ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_pupil ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_pupilfact ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_question ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_referral ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_tocompare ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_tried ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals_weekbefore ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO inclusion_lookup;
GRANT USAGE ON SCHEMA public TO inclusion_app;
GRANT USAGE ON SCHEMA public TO inclusion_worker;

REVOKE ALL ON FUNCTION public.inclusion_reach(own bigint[], agencies bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.inclusion_reach(own bigint[], agencies bigint[]) TO inclusion_app;
GRANT ALL ON FUNCTION public.inclusion_reach(own bigint[], agencies bigint[]) TO inclusion_worker;

REVOKE ALL ON FUNCTION public.pupils_called(words text[], places bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.pupils_called(words text[], places bigint[]) TO inclusion_app;
GRANT ALL ON FUNCTION public.pupils_called(words text[], places bigint[]) TO inclusion_worker;

REVOKE ALL ON FUNCTION public.pupils_named(words text[], places bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.pupils_named(words text[], places bigint[]) TO inclusion_app;
GRANT ALL ON FUNCTION public.pupils_named(words text[], places bigint[]) TO inclusion_worker;

REVOKE ALL ON FUNCTION public.pupils_near(word text, forms text[], places bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.pupils_near(word text, forms text[], places bigint[]) TO inclusion_app;
GRANT ALL ON FUNCTION public.pupils_near(word text, forms text[], places bigint[]) TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_accountmail TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_accountmail TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_accountmail_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_accountmail_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_agency TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_agency TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_agency_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_agency_id_seq TO inclusion_worker;

GRANT SELECT,INSERT ON TABLE public.agencies_agencychange TO inclusion_app;
GRANT SELECT,INSERT ON TABLE public.agencies_agencychange TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_agencychange_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_agencychange_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_areayear TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_areayear TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_areayear_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_areayear_id_seq TO inclusion_worker;

GRANT SELECT ON TABLE public.agencies_authority TO inclusion_lookup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_authority TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_authority TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_authority_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_authority_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_bankholiday TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_bankholiday TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_closure TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_closure TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_closure_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_closure_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_code TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_code TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_code_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_code_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_delivery TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_delivery TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_delivery_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_delivery_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_device TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_device TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_device_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_device_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_draft TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_draft TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_draft_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_draft_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_establishment TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_establishment TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_establishmentlink TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_establishmentlink TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_establishmentlink_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_establishmentlink_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_firstcode TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_firstcode TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_firstcode_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_firstcode_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_following TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_following TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_following_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_following_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_guess TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_guess TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_idempotencykey TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_idempotencykey TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_idempotencykey_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_idempotencykey_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_keptsending TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_keptsending TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_keptsending_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_keptsending_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_letter TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_letter TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_letter_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_letter_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_localauthority TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_localauthority TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_misclient TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_misclient TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_misclient_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_misclient_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_person TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_person TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_person_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_person_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_person_user_permissions TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_person_user_permissions TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_person_user_permissions_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_person_user_permissions_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_reminderclock TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_reminderclock TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_reminderclock_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_reminderclock_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_seat TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_seat TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_seat_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_seat_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_session TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_session TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_setting TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_setting TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_setting_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_setting_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_strangertries TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_strangertries TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_sweep TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_sweep TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_termdate TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_termdate TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_termdate_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_termdate_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_yearversion TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies_yearversion TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.agencies_yearversion_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.agencies_yearversion_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_attendanceweek TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_attendanceweek TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO inclusion_worker;

GRANT SELECT ON TABLE public.django_migrations TO inclusion_app;
GRANT SELECT ON TABLE public.django_migrations TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO inclusion_worker;

GRANT SELECT,DELETE ON TABLE public.guardian_groupobjectpermission TO inclusion_app;
GRANT SELECT,DELETE ON TABLE public.guardian_groupobjectpermission TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.guardian_groupobjectpermission_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.guardian_groupobjectpermission_id_seq TO inclusion_worker;

GRANT SELECT,DELETE ON TABLE public.guardian_userobjectpermission TO inclusion_app;
GRANT SELECT,DELETE ON TABLE public.guardian_userobjectpermission TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.guardian_userobjectpermission_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.guardian_userobjectpermission_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_boardsitting TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_boardsitting TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_boardsitting_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_boardsitting_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_consent TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_consent TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_consent_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_consent_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_dayselsewhere TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_dayselsewhere TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_dayselsewhere_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_dayselsewhere_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_education TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_education TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_education_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_education_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_move TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_move TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_move_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_move_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_placecheck TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_placecheck TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_placecheck_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_placecheck_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_settlingreview TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_settlingreview TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_settlingreview_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_settlingreview_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_signal TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_signal TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_signal_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_signal_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_signalrun TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_signalrun TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_signalrun_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_signalrun_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_signalswitch TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_signalswitch TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_signalswitch_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_signalswitch_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspendedsession TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspendedsession TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspendedsession_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspendedsession_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspension TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspension TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspension_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspension_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspensionnotice TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspensionnotice TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspensionnotice_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspensionnotice_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspensionreason TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_suspensionreason TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspensionreason_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_suspensionreason_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_termreport TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.interventions_termreport TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.interventions_termreport_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.interventions_termreport_id_seq TO inclusion_worker;

GRANT SELECT ON TABLE public.level_permission TO inclusion_app;
GRANT SELECT ON TABLE public.level_permission TO inclusion_worker;

GRANT SELECT,DELETE ON TABLE public.live_seat TO inclusion_app;
GRANT SELECT,DELETE ON TABLE public.live_seat TO inclusion_worker;

GRANT SELECT ON TABLE public.referrals_caseshare TO inclusion_lookup;
GRANT SELECT,INSERT ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT SELECT(id) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT SELECT(reference) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT SELECT(starts_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT SELECT(ends_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(accepted_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(accepted_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(declined_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(declined_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(declined_why) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(withdrawn_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(withdrawn_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(withdrawn_why) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(answered_at) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(closed_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(closed_at),UPDATE(closed_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(touched_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(touched_at),UPDATE(touched_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(accepted_by_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT SELECT(agency_id) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(answered_by_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT SELECT(authority_id) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT SELECT(case_id) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(declined_by_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(replaces_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(withdrawn_by_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(withdrawn_for_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(left_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(left_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(agreed_at) ON TABLE public.referrals_caseshare TO inclusion_app;
GRANT SELECT(agreed_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(agreed_by_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT SELECT(held_at) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT SELECT(held_by_id) ON TABLE public.referrals_caseshare TO inclusion_worker;

GRANT UPDATE(refused_at) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(refused_by_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(refused_for) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(refused_why) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(withdrawn_reason) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(widens_id) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT UPDATE(is_half) ON TABLE public.referrals_caseshare TO inclusion_app;

GRANT SELECT,DELETE ON TABLE public.live_share TO inclusion_app;
GRANT SELECT,DELETE ON TABLE public.live_share TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_accesstoken TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_accesstoken TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_accesstoken_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_accesstoken_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_application TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_application TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_application_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_application_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_devicegrant TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_devicegrant TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_devicegrant_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_devicegrant_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_grant TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_grant TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_grant_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_grant_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_idtoken TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_idtoken TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_idtoken_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_idtoken_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_refreshtoken TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.oauth2_provider_refreshtoken TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_refreshtoken_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.oauth2_provider_refreshtoken_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_arrival TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_arrival TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_arrival_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_arrival_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_attendancecorrection TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_attendancecorrection TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_attendancecorrection_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_attendancecorrection_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_attendancesum TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_attendancesum TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_attendancesum_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_attendancesum_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_call TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_call TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_call_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_call_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_came TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_came TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_came_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_came_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_case TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_case TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_case_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_case_id_seq TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_caseshare_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_caseshare_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_concern TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_concern TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_concern_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_concern_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_concernaddition TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_concernaddition TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_concernaddition_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_concernaddition_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_contact TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_contact TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_contact_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_contact_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_contactperson TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_contactperson TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_contactperson_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_contactperson_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_contactword TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_contactword TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_contactword_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_contactword_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_dispute TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_dispute TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_dispute_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_dispute_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_document TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_document TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_document_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_document_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(state) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(state) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(key) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(key) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(pictures) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(pictures) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(text) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(text) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(tries) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(tries) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(decided_at) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(decided_at) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT UPDATE(why) ON TABLE public.referrals_documentversion TO inclusion_app;
GRANT UPDATE(why) ON TABLE public.referrals_documentversion TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_documentversion_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_documentversion_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_duplicate TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_duplicate TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_duplicate_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_duplicate_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_duty TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_duty TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_duty_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_duty_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_dutystep TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_dutystep TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_dutystep_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_dutystep_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_enrolment TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_enrolment TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_enrolment_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_enrolment_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entry TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entry TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_entry_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_entry_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entryedit TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entryedit TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_entryedit_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_entryedit_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entrymove TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entrymove TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_entrymove_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_entrymove_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entrytold TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_entrytold TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_entrytold_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_entrytold_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_externalid TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_externalid TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_externalid_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_externalid_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_familylink TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_familylink TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_familylink_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_familylink_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_familytold TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_familytold TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_familytold_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_familytold_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.referrals_fieldchange TO inclusion_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.referrals_fieldchange TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_fieldchange_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_fieldchange_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_giventask TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_giventask TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_giventask_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_giventask_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_identifier TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_identifier TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_identifier_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_identifier_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_lostfile TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_lostfile TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_lostfile_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_lostfile_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_merge TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_merge TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_merge_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_merge_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_nextplace TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_nextplace TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_nextplace_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_nextplace_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_professional TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_professional TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_professional_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_professional_id_seq TO inclusion_worker;

GRANT SELECT ON TABLE public.referrals_pupil TO inclusion_lookup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_pupil TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_pupil TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_pupil_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_pupil_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_pupilfact TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_pupilfact TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_pupilfact_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_pupilfact_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_question TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_question TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_question_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_question_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_referral TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_referral TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_referral_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_referral_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_tocompare TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_tocompare TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_tocompare_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_tocompare_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_tried TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_tried TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_tried_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_tried_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_weekbefore TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.referrals_weekbefore TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.referrals_weekbefore_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.referrals_weekbefore_id_seq TO inclusion_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.throttle TO inclusion_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.throttle TO inclusion_worker;

GRANT SELECT,INSERT ON TABLE public.trail_entry TO inclusion_app;
GRANT SELECT,INSERT ON TABLE public.trail_entry TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.trail_entry_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.trail_entry_id_seq TO inclusion_worker;

GRANT SELECT,INSERT ON TABLE public.trail_rest TO inclusion_app;
GRANT SELECT,INSERT ON TABLE public.trail_rest TO inclusion_worker;

GRANT SELECT,INSERT ON TABLE public.trail_seal TO inclusion_app;
GRANT SELECT,INSERT ON TABLE public.trail_seal TO inclusion_worker;

GRANT SELECT,USAGE ON SEQUENCE public.trail_seal_id_seq TO inclusion_app;
GRANT SELECT,USAGE ON SEQUENCE public.trail_seal_id_seq TO inclusion_worker;

INSERT INTO public.level_permission VALUES ('E', 1, 'level_e');
INSERT INTO public.level_permission VALUES ('C', 1, 'level_e');
INSERT INTO public.level_permission VALUES ('C', 2, 'level_c');
INSERT INTO public.level_permission VALUES ('S', 1, 'level_e');
INSERT INTO public.level_permission VALUES ('S', 2, 'level_c');
INSERT INTO public.level_permission VALUES ('S', 3, 'level_s');
INSERT INTO public.level_permission VALUES ('T', 1, 'level_e');
INSERT INTO public.level_permission VALUES ('T', 2, 'level_c');
INSERT INTO public.level_permission VALUES ('T', 3, 'level_s');
INSERT INTO public.level_permission VALUES ('T', 4, 'level_t');
INSERT INTO public.level_permission VALUES ('F', 1, 'level_e');
INSERT INTO public.level_permission VALUES ('F', 2, 'level_c');
INSERT INTO public.level_permission VALUES ('F', 3, 'level_s');
INSERT INTO public.level_permission VALUES ('F', 4, 'level_t');
INSERT INTO public.level_permission VALUES ('F', 5, 'level_f');
INSERT INTO public.level_permission VALUES ('R', 1, 'level_e');
INSERT INTO public.level_permission VALUES ('R', 2, 'level_c');
INSERT INTO public.level_permission VALUES ('R', 3, 'level_s');
INSERT INTO public.level_permission VALUES ('R', 4, 'level_t');
INSERT INTO public.level_permission VALUES ('R', 5, 'level_f');
INSERT INTO public.level_permission VALUES ('R', 6, 'level_r');
