import { looks } from './looks';
import rules from './parts.css?inline';

/** What not everybody needs: a chunk of its own, drawn by `Later`. */
export { Account } from './account';
export { Contact } from './contact';
export { Eyes } from './eyes';
export { Form } from './form';
export { Leak } from './leak';
export { Menu } from './menu';
export { Rating } from './rating';
export { Requests } from './requests';

looks(rules);
