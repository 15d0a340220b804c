package dev.monitor.secret;

import java.util.List;
import java.util.Set;

/**
 * The names of what must not be shown. Only letters and digits of a name count, in any
 * case: {@code accessToken}, {@code access_token}, {@code user[access-token]} and
 * {@code ACCESS.TOKEN.1} are the same.
 */
public final class SecretNames {

	/**
	 * A name that ends in one of these words is secret, whatever number or index follows.
	 */
	public static final List<String> ENDINGS = List.of("password", "passwd", "pwd", "passphrase", "passwordconfirm",
			"passwordconfirmation", "token", "secret", "authorization", "signature", "credential", "credentials",
			"apikey", "accesskey", "privatekey", "secretkey", "accountkey", "jwt", "otp", "assertion");

	/**
	 * Names of parameters that are secret only if they say no more: what OpenTelemetry's
	 * conventions list for {@code url.query}, and the usual names of sessions and logins.
	 */
	public static final Set<String> PARAMETERS = Set.of("awsaccesskeyid", "sig", "code", "state", "ticket", "sid",
			"samlrequest", "samlresponse", "session", "sessionid", "jsessionid");

	/**
	 * Settings are not parameters such as {@code sortKey}: their keys open something.
	 */
	private static final List<String> SETTING_ENDINGS = List.of("key", "keys", "pass");

	/**
	 * Settings that contain others, under whatever names.
	 */
	private static final Set<String> SETTINGS = Set.of("sunjavacommand", "javatooloptions", "jdkjavaoptions",
			"javaoptions", "javaopts", "catalinaopts", "springapplicationjson", "vcapservices");

	private SecretNames() {
	}

	/**
	 * Tell whether a name ends in a secret word.
	 * @param name any name
	 * @return whether its value must not be shown, wherever it stands
	 */
	public static boolean isSecret(CharSequence name) {
		return endsIn(ENDINGS, letters(name));
	}

	/**
	 * Tell whether a name is that of a property or an environment variable whose value
	 * must not be shown: more names than {@link #isSecret} knows, since a value that is
	 * hidden in vain costs little there.
	 * @param name the name
	 * @return whether it is secret, ends in a key, or may contain other settings
	 */
	public static boolean isSecretSetting(CharSequence name) {
		StringBuilder letters = letters(name);
		return SETTINGS.contains(letters.toString()) || endsIn(ENDINGS, letters) || endsIn(SETTING_ENDINGS, letters);
	}

	/**
	 * Tell whether a name is that of a request's parameter that carries a secret.
	 * @param name a decoded name
	 * @return whether it ends in a secret word or is one of {@link #PARAMETERS}
	 */
	static boolean isSecretParameter(CharSequence name) {
		StringBuilder letters = letters(name);
		return PARAMETERS.contains(letters.toString()) || endsIn(ENDINGS, letters);
	}

	/**
	 * Tell whether a name ends in one of the words, whatever number follows.
	 */
	private static boolean endsIn(List<String> words, StringBuilder letters) {
		int end = letters.length();
		while (end > 0 && letters.charAt(end - 1) <= '9') {
			end--;
		}
		for (String word : words) {
			if (endsWith(letters, end, word)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Compare from the end, where most names differ at once.
	 */
	private static boolean endsWith(StringBuilder text, int end, String word) {
		int start = end - word.length();
		if (start < 0) {
			return false;
		}
		for (int i = word.length() - 1; i >= 0; i--) {
			if (text.charAt(start + i) != word.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private static StringBuilder letters(CharSequence name) {
		StringBuilder letters = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
				letters.append(c);
			}
			else if (c >= 'A' && c <= 'Z') {
				letters.append((char) (c + 0x20));
			}
		}
		return letters;
	}

}
