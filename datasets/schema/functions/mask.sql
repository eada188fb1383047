-- How a value looks to a role that may know there is one. Same length where length says nothing.
create or replace function mask.name(v text) returns text language sql immutable parallel safe as
  $$ select left(v, 1) || repeat('*', greatest(char_length(v) - 1, 1)) where v is not null $$;
create or replace function mask.id_number(v text) returns text language sql immutable parallel safe as
  $$ select left(v, 6) || '********' || right(v, 4) where v is not null $$;
create or replace function mask.phone(v text) returns text language sql immutable parallel safe as
  $$ select case when char_length(v) >= 11 then left(v, 3) || '****' || right(v, 4) else left(v, 2) || '****' end where v is not null $$;
create or replace function mask.date(v text) returns text language sql immutable parallel safe as
  $$ select left(v, 4) || '-**-**' where v is not null $$;
create or replace function mask.all(v text) returns text language sql immutable parallel safe as
  $$ select '******' where v is not null $$;
