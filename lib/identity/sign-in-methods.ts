import { env } from "../env";
import type { Audience } from "./schema";

/** This site's registration with an OpenID Connect provider. */
type Provider = { issuer: string; clientId: string; clientSecret: string };

/** Returns an audience's provider for single sign-on. Undefined, which disables it, unless all three variables are set. */
export function singleSignOn(audience: Audience): Provider | undefined {
	const set = env();
	const [issuer, clientId, clientSecret] =
		audience === "staff"
			? [set.OIDC_STAFF_ISSUER, set.OIDC_STAFF_CLIENT_ID, set.OIDC_STAFF_CLIENT_SECRET]
			: [set.OIDC_MEMBERS_ISSUER, set.OIDC_MEMBERS_CLIENT_ID, set.OIDC_MEMBERS_CLIENT_SECRET];
	return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
}

/** Whether staff may sign in by an emailed code. */
export function staffSignInByCode(): boolean {
	return env().STAFF_SIGN_IN_BY_CODE === "yes";
}
