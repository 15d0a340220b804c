package dev.monitor.event;

import dev.monitor.secret.SecretParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UrlPolicy}.
 */
class UrlPolicyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					/a                      | -                          | /a
					/a                      | q=1&b                      | /a?q=1&b
					/a                      | token=abc/def+g=           | /a?token=REDACTED
					/a                      | token=abc;def&x=1          | /a?token=REDACTED&x=1
					/a                      | x=1;token=abc              | /a?x=1;token=REDACTED
					/a                      | X-Amz-Signature=a&sig=b    | /a?X-Amz-Signature=REDACTED&sig=REDACTED
					/a                      | PASSWORD=p&x=y             | /a?PASSWORD=REDACTED&x=y
					/a                      | pass%77ord=p               | /a?pass%77ord=REDACTED
					/a                      | %70%61ssword=p&            | /a?%70%61ssword=REDACTED&
					/a                      | tokens=1&mytoken=2         | /a?tokens=1&mytoken=REDACTED
					/a                      | r=/b?token=abc&x=1         | /a?r=/b?token=REDACTED&x=1
					/a                      | x=token=1                  | /a?x=token=1
					/a                      | token=                     | /a?token=REDACTED
					/a                      | accessToken=a&client-secret=b&Api_Key=c | /a?accessToken=REDACTED&client-secret=REDACTED&Api_Key=REDACTED
					/a                      | to=http%3A%2F%2Fh%2Fcb%3Fx%3D1%26code%3Dabc%26y%3D2&z=3 | /a?to=http%3A%2F%2Fh%2Fcb%3Fx%3D1%26code%3DREDACTED&z=3
					/a                      | to=%252Fb%253ftoken%253dabc&z | /a?to=%252Fb%253ftoken%253dREDACTED&z
					/a                      | to=%252Fb%253f%2574oken%253dabc | /a?to=%252Fb%253f%2574oken%253dREDACTED
					/a                      | to=http://h/%23access_token%3Dabc | /a?to=http://h/%23access_token%3DREDACTED
					/a                      | a=%3&b=%25&c=%2525&d=%zz&e=% | /a?a=%3&b=%25&c=%2525&d=%zz&e=%
					/a                      | a=%25token=b&token%3=c&token%=d | /a?a=%25token=b&token%3=REDACTED&token%=REDACTED
					/a                      | =1&&;=&token               | /a?=1&&;=&token
					/a                      | %                          | /a?%
					/a;jsessionid=ABC/b     | -                          | /a;jsessionid=REDACTED/b
					http://u:p@host/a       | x                          | http://REDACTED:REDACTED@host/a?x
					http://host/a@b         | x                          | http://host/a@b?x
					/a                      | userPassword=a&user_password=b&user.password=c&user[password]=d&new-password=e | /a?userPassword=REDACTED&user_password=REDACTED&user.password=REDACTED&user[password]=REDACTED&new-password=REDACTED
					/a                      | user%5Bpassword%5D=a&u%255Bpwd%255D=b&password[]=c&token[0]=d&password2=e | /a?user%5Bpassword%5D=REDACTED&u%255Bpwd%255D=REDACTED&password[]=REDACTED&token[0]=REDACTED&password2=REDACTED
					/a                      | passphrase=a&x-api-key=b&privateKey=c&account.key=d&SECRET_KEY=e&awsAccessKey=f | /a?passphrase=REDACTED&x-api-key=REDACTED&privateKey=REDACTED&account.key=REDACTED&SECRET_KEY=REDACTED&awsAccessKey=REDACTED
					/a                      | idJwt=a&totp=b&otp=c&client_assertion=d&awsCredentials=e&X-Amz-Credential=f&Authorization=g | /a?idJwt=REDACTED&totp=REDACTED&otp=REDACTED&client_assertion=REDACTED&awsCredentials=REDACTED&X-Amz-Credential=REDACTED&Authorization=REDACTED
					/a                      | code=a&state=b&ticket=c&sid=d&SAMLRequest=e&SAMLResponse=f | /a?code=REDACTED&state=REDACTED&ticket=REDACTED&sid=REDACTED&SAMLRequest=REDACTED&SAMLResponse=REDACTED
					/a                      | zipcode=1&country-state=2&ticketId=3&aside=4&key=5&tokenize=6&passwordLess=7 | /a?zipcode=1&country-state=2&ticketId=3&aside=4&key=5&tokenize=6&passwordLess=7
					/a                      | token=a&token=b             | /a?token=REDACTED&token=REDACTED
					/a                      | to=https://u:p@h/b&x=1      | /a?to=https://REDACTED:REDACTED@h/b&x=1
					/a                      | to=https%3A%2F%2Fu%3Ap%2540q%2Fr%40h%2Fb&x=1 | /a?to=https%3A%2F%2FREDACTED:REDACTED%40h%2Fb&x=1
					/a                      | to=https://u:p/q;r@h/b@c    | /a?to=https://REDACTED:REDACTED@h/b@c
					/a                      | git=https://ghp_x@h/b       | /a?git=https://REDACTED:REDACTED@h/b
					/a                      | proxy=u:p@h:80&x=1          | /a?proxy=REDACTED:REDACTED@h:80&x=1
					/a                      | db=jdbc:postgresql://u:p@h:1/x?y=z@w | /a?db=jdbc:postgresql://REDACTED:REDACTED@h:1/x?y=z@w
					/a                      | to=https://h:80/a@b&to=https://[::1]:80/a@b&m=a@b&t=10:30 | /a?to=https://h:80/a@b&to=https://[::1]:80/a@b&m=a@b&t=10:30
					/a/token=abc;v=1/b      | -                          | /a/token=REDACTED;v=1/b
					/a%3Btoken=abc/b        | -                          | /a%3Btoken=REDACTED/b
					/f/http%3A%2F%2Fu%3Ap%40h | -                        | /f/http%3A%2F%2FREDACTED:REDACTED%40h
					/users/anna:x@h/b       | -                          | /users/anna:x@h/b
					u:p@h:443               | -                          | REDACTED:REDACTED@h:443
					/a                      | u:p@h&x                    | /a?REDACTED:REDACTED@h&x
					/a                      | a@h&10:30                  | /a?a@h&10:30
					""")
	void secretsAreRedacted(String path, String query, String expected) {
		assertThat(UrlPolicy.REDACTED.apply(path, query)).isEqualTo(expected);
	}

	@Test
	void aPathAloneHasNoQueryAndNoSecret() {
		assertThat(UrlPolicy.PATH_ONLY.apply("/a;jsessionid=ABC", "x=1")).isEqualTo("/a;jsessionid=REDACTED");
	}

	@Test
	void everythingIsLoggedWhereItIsAskedFor() {
		assertThat(UrlPolicy.FULL.apply("/a", "token=abc")).isEqualTo("/a?token=abc");
	}

	@Test
	void aQueryWithoutSecretsIsNotCopied() {
		String query = "a=1&".repeat(2_000);
		assertThat(SecretParameters.redactQuery(query)).isSameAs(query);
	}

}
