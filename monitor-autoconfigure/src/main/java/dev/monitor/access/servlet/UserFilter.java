package dev.monitor.access.servlet;

import java.io.IOException;

import dev.monitor.access.AccessAttributes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the name of a request's user for its access event. Stands behind the filters that
 * authenticate, whose wrappers know a user whom the container does not.
 */
public final class UserFilter implements Filter {

	private static final Logger logger = LoggerFactory.getLogger(UserFilter.class);

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		try {
			chain.doFilter(request, response);
		}
		finally {
			keepUser(request);
		}
	}

	/**
	 * The user is asked for at the end, when who needs to know it has read it from where
	 * it is stored.
	 */
	private static void keepUser(ServletRequest request) {
		try {
			String user = (request instanceof HttpServletRequest http) ? http.getRemoteUser() : null;
			if (user != null) {
				request.setAttribute(AccessAttributes.USER, user);
			}
		}
		catch (Throwable ex) {
			logger.debug("The user of a request is not known", ex);
		}
	}

}
