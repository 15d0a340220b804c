package dev.monitor.access;

import java.util.List;

import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.AbstractLoginService;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.RolePrincipal;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.security.Password;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application whose web server asks for a name, and takes any with the password
 * {@code x}.
 */
@Configuration(proxyBeanMethods = false)
@Import(HttpApp.class)
class LoginApp {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatLogin() {
		return (factory) -> factory.addContextCustomizers(LoginApp::login);
	}

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyLogin() {
		return (factory) -> factory.addServerCustomizers(LoginApp::login);
	}

	private static void login(Context context) {
		SecurityCollection everything = new SecurityCollection();
		everything.addPattern("/*");
		SecurityConstraint constraint = new SecurityConstraint();
		constraint.addCollection(everything);
		constraint.addAuthRole(SecurityConstraint.ROLE_ALL_AUTHENTICATED_USERS);
		context.addConstraint(constraint);
		LoginConfig config = new LoginConfig();
		config.setAuthMethod("BASIC");
		context.setLoginConfig(config);
		context.setRealm(new AnyUser());
		context.getPipeline().addValve(new BasicAuthenticator());
	}

	private static void login(Server server) {
		ServletContextHandler context = server.getDescendant(ServletContextHandler.class);
		ConstraintSecurityHandler security = (ConstraintSecurityHandler) context.getSecurityHandler();
		ConstraintMapping mapping = new ConstraintMapping();
		mapping.setPathSpec("/*");
		mapping.setConstraint(Constraint.ANY_USER);
		security.addConstraintMapping(mapping);
		security.setAuthenticator(new org.eclipse.jetty.security.authentication.BasicAuthenticator());
		security.setLoginService(new AnyLogin());
	}

	private static final class AnyUser extends RealmBase {

		@Override
		protected String getPassword(String user) {
			return "x";
		}

		@Override
		protected GenericPrincipal getPrincipal(String user) {
			return new GenericPrincipal(user, List.of());
		}

	}

	private static final class AnyLogin extends AbstractLoginService {

		@Override
		protected UserPrincipal loadUserInfo(String user) {
			return new UserPrincipal(user, new Password("x"));
		}

		@Override
		protected List<RolePrincipal> loadRoleInfo(UserPrincipal user) {
			return List.of();
		}

	}

}
