-- breaking: no
-- Points that a book spends at a counter. What a redemption takes and gives back counts neither as gained nor as lost.
alter table points.entry drop constraint entry_kind_check;
alter table points.entry add constraint entry_kind_check
  check (kind in ('base', 'award', 'deduction', 'reversal', 'adjustment', 'carry', 'redemption', 'redemption_return'));
