"""Walls of the first floor: the share's sort key kept by a composite key, and guardian's view of live shares."""

from typing import ClassVar

from django.db import migrations

SORT_KEY = """
alter table referrals_caseshare
    add constraint share_carries_sort_key foreign key (case_id, touched_at)
    references referrals_case (id, updated_at) on update cascade;
alter table referrals_caseshare alter column agency_id set statistics 1000;
"""

LIVE_SHARES = """
create table level_permission (level varchar(1) not null, rank int not null, codename varchar(100) not null,
    primary key (level, codename));
insert into level_permission (level, rank, codename)
select share.level, opens.rank, 'level_' || lower(opens.level)
from (values ('E', 1), ('C', 2), ('S', 3), ('T', 4), ('F', 5), ('R', 6)) as share (level, rank)
join (values ('E', 1), ('C', 2), ('S', 3), ('T', 4), ('F', 5), ('R', 6)) as opens (level, rank)
    on opens.rank <= share.rank;

create view live_share as
select share.id * 16 + opens.rank as id, share.case_id as content_object_id, agency.group_id,
    permission.id as permission_id
from referrals_caseshare share
join agencies_agency agency on agency.id = share.agency_id and agency.closed_at is null
join level_permission opens on opens.level = share.level
join django_content_type kind on kind.app_label = 'referrals' and kind.model = 'case'
join auth_permission permission on permission.codename = opens.codename and permission.content_type_id = kind.id
where share.closed_at is null and share.withdrawn_at is null and share.declined_at is null
    and share.accepted_at is not null
    and share.starts_at <= inclusion_at() and inclusion_at() < share.ends_at;
create rule live_share_keep as on delete to live_share do instead nothing;
"""


class Migration(migrations.Migration):
    """The composite key cascades although the application role may not update a share's terms."""

    dependencies: ClassVar = [
        ("referrals", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations: ClassVar = [migrations.RunSQL(SORT_KEY), migrations.RunSQL(LIVE_SHARES)]
