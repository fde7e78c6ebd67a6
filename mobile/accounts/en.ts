export const accountsEn = {
  'me.title': 'Me',
  'me.household': 'My household',
  'me.more': 'More',
  'me.waiting_one': '{{count}}',
  'me.waiting_other': '{{count}}',
  'me.settings': 'Text size and language',
  'me.elder_help': 'Large text, large buttons, one thing a line',
  'me.language': 'Language',
  'sign_out.button': 'Sign out',
  'sign_out.title': 'Sign out?',
  'sign_out.help':
    'Everything this phone kept of your passbook and claims is wiped, so that nobody else can read it here.',
  'sign_out.unsent_one': '{{count}} item is not sent yet',
  'sign_out.unsent_other': '{{count}} items are not sent yet',
  'sign_out.unsent_help':
    'Better send them first. If not, they stay on this phone until you sign in again; nothing is lost.',
  'sign_out.send_first': 'Send first',
  'sign_out.sending': 'Sending…',
  'sign_out.keep_and_leave': 'Keep them here and sign out',
  'sign_out.yes': 'Sign out',
  'sign_out.stay': 'Stay',
}
