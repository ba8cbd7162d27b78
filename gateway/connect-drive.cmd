@echo off
rem Maps the drive of the Landfall gateway and keeps it over restarts.
rem activate.sh fills in the three values below. Another letter than Z: connect-drive.cmd Y
rem The password is asked for by cmdkey, so that it is in no file and no command line.
setlocal EnableExtensions DisableDelayedExpansion
for /f "tokens=2 delims=:." %%c in ('chcp') do set "CODEPAGE=%%c"
chcp 65001 >nul
set "HOST=@HOST@"
set "SHARE=@SHARE@"
set "GATEWAY=@GATEWAY@"
set "DRIVE=Z"
if not "%~1"=="" set "DRIVE=%~1"
set "DRIVE=%DRIVE:~0,1%:"
set "TARGET=\\%HOST%\%SHARE%"
set "SAID=%TEMP%\landfall-drive-%RANDOM%.txt"
set "REASON=%SAID%.reason"
set "STATUS=1"

net use %DRIVE% 2>nul | findstr /i /l /c:"%TARGET%" | findstr /i /r /c:"\\%SHARE% *$" >nul
if not errorlevel 1 goto reconnect
if exist %DRIVE%\ goto taken
net use %DRIVE% >nul 2>&1
if not errorlevel 1 goto taken

:connect
rem Only 42 says that the port is closed. A PowerShell that is absent, blocked or in Constrained Language mode ends otherwise.
rem https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_language_modes
set "PORT=unknown"
powershell -NoProfile -Command "if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { exit 43 }; try { $c = New-Object Net.Sockets.TcpClient } catch { exit 43 }; try { if ($c.ConnectAsync('%HOST%', 445).Wait(5000)) { exit 0 } } catch { }; exit 42" >nul 2>&1
if errorlevel 42 if not errorlevel 43 goto unreachable
if errorlevel 0 if not errorlevel 1 set "PORT=open"
cmdkey /list:%HOST% | findstr /i /l /c:"%GATEWAY%" >nul
if not errorlevel 1 goto map
echo Password of the drive / 请输入网络驱动器密码:
cmdkey /add:%HOST% /user:%GATEWAY%\smbguest /pass
if errorlevel 1 goto notstored

:map
net use %DRIVE% "%TARGET%" /persistent:yes <nul >"%SAID%" 2>&1
if not errorlevel 1 goto mapped
rem The reason is a number in every language; lines with the address have numbers of their own.
findstr /v /l /c:"%HOST%" "%SAID%" >"%REASON%"
rem 1272 and 0x80070035 are what Windows says where its own policy blocks guest access. The second is 53 for net use.
rem https://learn.microsoft.com/windows-server/storage/file-server/enable-insecure-guest-logons-smb2-and-smb3
findstr /i /r /c:"[^0-9]1272[^0-9]" /c:"0x80070035" "%REASON%" >nul
if not errorlevel 1 goto guestblocked
findstr /r /c:"[^0-9]1326[^0-9]" /c:"[^0-9]86[^0-9]" /c:"[^0-9]1244[^0-9]" "%REASON%" >nul
if not errorlevel 1 goto password
findstr /r /c:"[^0-9]53[^0-9]" "%REASON%" >nul
if not errorlevel 1 goto nopath
findstr /r /c:"[^0-9]64[^0-9]" /c:"[^0-9]121[^0-9]" /c:"[^0-9]1231[^0-9]" "%REASON%" >nul
if not errorlevel 1 goto unreachable
findstr /r /c:"[^0-9]85[^0-9]" /c:"[^0-9]1202[^0-9]" "%REASON%" >nul
if not errorlevel 1 goto taken
findstr /r /c:"[^0-9]1219[^0-9]" "%REASON%" >nul
if not errorlevel 1 goto otheruser
findstr /r /c:"[^0-9]67[^0-9]" "%REASON%" >nul
if not errorlevel 1 goto noshare
goto unknown

:reconnect
if exist %DRIVE%\ goto mapped
net use %DRIVE% /delete /y >nul 2>&1
goto connect

:mapped
echo.
echo %DRIVE% is %TARGET%
echo %DRIVE% 已连接到 %TARGET%
start "" explorer %DRIVE%\
set "STATUS=0"
goto end

:unreachable
echo.
echo %HOST% is not reachable on port 445. Are you in the studio's network? If so, tell the platform team: the gateway may be down.
echo 无法连接 %HOST% 的 445 端口。请确认已接入公司网络;如已接入,请联系平台团队检查网关。
goto end

:nopath
if "%PORT%"=="open" goto guestblocked
echo.
echo Windows finds no way to %HOST%. Are you in the studio's network? If so, tell the platform team: the gateway may be down.
echo Windows 找不到 %HOST%。请确认已接入公司网络;如已接入,请联系平台团队检查网关。
echo If the drive works on other computers, Windows may block guest access on this one: see below.
echo 如果其他电脑可以连接,可能是本机的 Windows 阻止了来宾(guest)访问,见下文。

:guestblocked
echo.
echo It seems that Windows blocks guest access to %HOST% (error 1272 or 0x80070035), as Windows 11 24H2 and Windows Server 2025 do. Do not change that yourself:
echo tell the platform team which version of Windows you have. They find what to do in docs/gateway.md, "When Windows blocks guest access".
echo Windows 似乎阻止了对 %HOST% 的来宾(guest)访问(错误 1272 或 0x80070035),Windows 11 24H2 和 Windows Server 2025 默认如此。请勿自行修改该设置:
echo 请把 Windows 版本告诉平台团队,处理办法见 docs/gateway.md 的 "When Windows blocks guest access" 一节。
goto end

:password
cmdkey /delete:%HOST% >nul 2>&1
echo.
echo The password is wrong. It was not kept: start this again and type the right one.
echo 密码错误,未保存。请重新运行并输入正确的密码。
goto end

:taken
echo.
echo %DRIVE% is taken by something else. Free it, or choose another letter: %~nx0 Y
echo 盘符 %DRIVE% 已被占用。请先断开该盘符,或改用其他盘符:%~nx0 Y
goto end

:otheruser
echo.
echo Windows is connected to %HOST% as another user. Disconnect that (net use), or log off and on, and start this again.
echo Windows 已用其他用户连接到 %HOST%。请先断开(net use),或注销后重新登录,再运行一次。
goto end

:noshare
echo.
echo %HOST% has no share %SHARE%. Ask the platform team for a new connect-drive.cmd.
echo %HOST% 上没有共享 %SHARE%。请向平台团队索取新的 connect-drive.cmd。
goto end

:notstored
echo.
echo Windows did not store the password. Your computer's policy may forbid it: ask the platform team.
echo Windows 未能保存密码,可能受本机策略限制。请联系平台团队。
goto end

:unknown
echo.
echo The drive could not be connected. Windows says:
echo 无法连接网络驱动器。Windows 提示:
chcp %CODEPAGE% >nul
type "%SAID%"

:end
del "%SAID%" "%REASON%" >nul 2>&1
echo.
pause
chcp %CODEPAGE% >nul
exit /b %STATUS%
