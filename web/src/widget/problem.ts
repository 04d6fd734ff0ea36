import { asProblem } from '$core/http';
import { t, tryT } from '$core/i18n';

export function problemText(cause: unknown): string {
	const { code, fields } = asProblem(cause);
	if (code === 'conflict' && fields.email) return t('widget.problem.taken');
	return tryT(`widget.problem.${code === 'timeout' || code === 'unavailable' ? 'offline' : code}`) ?? t('widget.problem.other');
}
